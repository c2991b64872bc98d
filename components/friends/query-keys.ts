export const figuresKey = ['friends', 'figures'] as const;
export const invitesKey = ['invites'] as const;
/** Of every step that is taken about a person. */
export const stepKey = ['friend-step'] as const;
