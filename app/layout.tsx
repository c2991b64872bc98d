import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { NavigationProgress } from '@/components/layout/navigation-progress.tsx';
import { Providers } from '@/components/providers.tsx';
import { fraunces, frauncesItalic, inter } from './letters.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Matinee', template: '%s · Matinee' },
  description: 'A social watchlist that answers: what should we watch?',
  applicationName: 'Matinee',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6efe4' },
    { media: '(prefers-color-scheme: dark)', color: '#141012' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html
      lang="en-GB"
      className={`${inter.variable} ${fraunces.variable} ${frauncesItalic.variable}`}
      suppressHydrationWarning
    >
      <body>
        <NavigationProgress />
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
