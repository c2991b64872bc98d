import 'next-auth';
import 'next-auth/jwt';

// Module augmentation only works on interfaces.
declare module 'next-auth' {
  interface Session {
    readonly userId?: string;
    readonly epoch?: number;
  }
  interface User {
    epoch?: number;
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    userId?: string;
    epoch?: number;
  }
}
