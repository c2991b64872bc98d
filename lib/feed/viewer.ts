/** What serving needs to know of the person: a part of the session's viewer. */
export type FeedViewer = {
  readonly id: string;
  readonly personalised: boolean;
  readonly maturityLimit: number | null;
  readonly variety: 'familiar' | 'balanced' | 'surprising';
};
