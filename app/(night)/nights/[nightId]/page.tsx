import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { readNightOptions } from '@/app/night-options.ts';
import { ownOrigin } from '@/app/origin.ts';
import { Night } from '@/components/night/night.tsx';
import { QrCode } from '@/components/night/qr-code.tsx';
import { DomainError } from '@/lib/errors.ts';
import { readNight } from '@/lib/nights/read.ts';
import type { NightView } from '@/lib/nights/types.ts';
import { currentViewer, nightActor } from '@/lib/session.ts';

type Props = { readonly params: Promise<{ nightId: string }> };

/** Null for a night that is not there, or not theirs. */
const findNight = cache(async (nightId: string): Promise<NightView | null> => {
  try {
    return await readNight(await nightActor(nightId), nightId);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not-found') return null;
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const night = await findNight((await params).nightId);
  return { title: night?.name ?? 'No such night', robots: { index: false } };
}

export default async function NightPage({ params }: Props) {
  const { nightId } = await params;
  const [viewer, night, origin] = await Promise.all([currentViewer(), findNight(nightId), ownOrigin()]);
  if (!night && !viewer) redirect(`/sign-in?next=${encodeURIComponent(`/nights/${nightId}`)}`);
  if (!night) notFound();
  const link = `${origin}/join/${night.code}`;
  return (
    <Night
      initial={night}
      link={link}
      qr={<QrCode text={link} label="The way in, to be scanned with another phone" />}
      options={
        viewer && night.isHost ? await readNightOptions(viewer.id) : { genres: [], languages: [], lists: [] }
      }
      isSignedIn={viewer !== null}
    />
  );
}
