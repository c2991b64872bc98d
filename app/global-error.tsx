'use client';

/** The last resort: the layout itself failed, so nothing but this file can be relied on. */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en-GB">
      <body style={{ fontFamily: 'Georgia, serif', background: '#f6efe4', color: '#231b17', margin: 0 }}>
        <title>Matinee</title>
        <main style={{ maxWidth: '32rem', margin: '20vh auto', padding: '0 1.5rem', textAlign: 'center' }}>
          <h1>The film tore</h1>
          <p>Matinee could not show this page just now. Nothing of yours is lost.</p>
          <button
            type="button"
            onClick={reset}
            style={{
              font: 'inherit',
              padding: '0.75rem 1.5rem',
              borderRadius: 999,
              border: 0,
              background: '#231b17',
              color: '#f6efe4',
              cursor: 'pointer',
            }}
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
