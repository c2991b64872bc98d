import type { MetadataRoute } from 'next';

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Matinee',
    short_name: 'Matinee',
    description: 'A social watchlist that answers: what should we watch?',
    start_url: '/',
    display: 'standalone',
    background_color: '#141012',
    theme_color: '#141012',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/icon-maskable.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
    ],
  };
}
