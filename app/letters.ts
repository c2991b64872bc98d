import localFont from 'next/font/local';

// The Latin letters, which every page needs at once. Rarer ones come through app/styles/letters.css when met.
// next/font reads these calls before they run, so nothing in them may be shared.

export const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-inter',
  weight: '100 900',
  display: 'swap',
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212',
    },
  ],
});

export const fraunces = localFont({
  src: '../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-full-normal.woff2',
  variable: '--font-fraunces',
  weight: '100 900',
  style: 'normal',
  display: 'swap',
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212',
    },
  ],
});

export const frauncesItalic = localFont({
  src: '../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-soft-italic.woff2',
  variable: '--font-fraunces-italic',
  weight: '100 900',
  style: 'italic',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
});
