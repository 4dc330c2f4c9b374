/** A word that is known, or one that comes later: editors complete the known ones, and no other is an error. */
export type Open<Word extends string> = Word | (string & Record<never, never>);
