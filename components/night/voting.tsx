'use client';

import { useState } from 'react';
import type { NightMember, NightView } from '@/lib/nights/types.ts';
import { answersOf, countAnswers, lastAnswered, nextCard, votersHere } from './answers.ts';
import { Cover } from './cover.tsx';
import { Deck } from './deck.tsx';
import { FinalRound } from './final-round.tsx';
import { rememberLike } from './guest-keep.ts';
import { NightHeading } from './night-heading.tsx';
import { ProgressBar } from './progress-bar.tsx';
import type { Votes } from './use-votes.ts';
import type { SpokenVote } from './vote-sender.ts';
import { Waiting } from './waiting.tsx';

type VotingProps = {
  readonly night: NightView;
  readonly ahead: readonly SpokenVote[];
  readonly votes: Votes;
};

/** Whoever votes here, one after the other; then the wait for the rest. */
export function Voting({ night, ahead, votes }: VotingProps) {
  const voters = votersHere(night);
  const isPassed = voters.length > 1;
  const [holder, setHolder] = useState<string | null>(null);
  const answersBy = (member: NightMember) => answersOf(night, member.id, ahead);
  const voter = voters.find((member) => countAnswers(night.cards, answersBy(member)) < night.cards.length);
  const say = (member: NightMember) => (titleId: number, answer: boolean | null) => {
    if (member.isYou && member.isGuest) rememberLike(titleId, answer);
    votes.say({ memberId: member.id, titleId, round: night.round, answer });
  };
  /** The last answer of the deck; of the last round all three, which were one answer. */
  const takeBack = (member: NightMember) => {
    const last = lastAnswered(night.cards, answersBy(member), []);
    const taken = night.round === 'final' ? night.cards.map(({ title }) => title.id) : [last];
    for (const titleId of taken) if (titleId !== null) say(member)(titleId, null);
  };

  if (voters.length === 0) return <LookOn />;
  if (!voter) {
    const own = isPassed ? undefined : voters[0];
    return (
      <Waiting night={night} answers={own ? answersBy(own) : {}} onUndo={own ? () => takeBack(own) : null} />
    );
  }
  const turn = `${voter.id} ${night.round}`;
  if (isPassed && holder !== turn)
    return <Cover key={turn} name={voter.name} isHost={voter.isYou} onTake={() => setHolder(turn)} />;
  const answers = answersBy(voter);
  const done = countAnswers(night.cards, answers);
  if (night.round === 'final')
    return <FinalRound key={turn} night={night} voter={isPassed ? voter.name : null} onAnswer={say(voter)} />;
  const card = nextCard(night.cards, answers);
  return (
    <>
      <div className="mx-auto flex max-w-4xl items-center gap-4">
        <ProgressBar label="Your way through the deck" value={done} of={night.cards.length} />
        <p className="flex-none text-sm text-soft tabular-nums">
          {Math.min(done + 1, night.cards.length)} of {night.cards.length}
        </p>
      </div>
      {card && (
        <Deck
          key={voter.id}
          night={night}
          card={card}
          voter={isPassed ? voter.name : null}
          answers={answers}
          onAnswer={say(voter)}
        />
      )}
    </>
  );
}

/** Somebody who said they cannot come sees how it goes, and may still join. */
function LookOn() {
  return (
    <div className="mx-auto max-w-md py-16 text-center">
      <NightHeading>They are choosing</NightHeading>
      <p className="mt-3 text-soft">
        You are not counted tonight. If you can come after all, say so in the menu above and vote with them.
      </p>
    </div>
  );
}
