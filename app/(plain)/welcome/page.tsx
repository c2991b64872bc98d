import type { Metadata } from 'next';
import { Welcome } from '@/components/welcome/welcome.tsx';
import { MOST_CHARACTERS } from '@/lib/account/description.ts';
import { readTasteOptions } from '@/lib/account/taste.ts';
import { readPickable } from '@/lib/feed/pickable.ts';
import { readSample } from '@/lib/feed/sample.ts';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Welcome' };

const PICKABLE = 40;
const LANGUAGES = 16;

export default async function WelcomePage() {
  const viewer = await viewerOrSignIn('/welcome');
  const [pickable, options, sample] = await Promise.all([
    readPickable(PICKABLE, viewer.maturityLimit),
    readTasteOptions(),
    readSample(viewer, { titleIds: [], choices: [] }, 6),
  ]);
  return (
    <Welcome
      name={viewer.displayName}
      pickable={pickable}
      genres={options.genres}
      languages={options.languages.slice(0, LANGUAGES)}
      firstItems={sample}
      longest={MOST_CHARACTERS}
    />
  );
}
