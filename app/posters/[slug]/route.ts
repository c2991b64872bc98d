import { drawPoster } from '@/components/poster/art.ts';
import { artVersion } from '@/components/poster/palette.ts';
import { findPosterFacts } from '@/lib/catalog/poster-facts.ts';

type Context = { readonly params: Promise<{ readonly slug: string }> };

/** `/posters/heat-1995.svg?v=1`: kept for ever under its version, briefly without. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug } = await params;
  const facts = slug.endsWith('.svg') ? await findPosterFacts(slug.slice(0, -4)) : null;
  if (!facts) return new Response('There is no such poster.', { status: 404 });
  const versioned = new URL(request.url).searchParams.get('v') === String(artVersion);
  return new Response(drawPoster(facts), {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': versioned ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
    },
  });
}
