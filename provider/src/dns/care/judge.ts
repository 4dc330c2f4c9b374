/* What rules of mail get to look at. */
import type { Show } from "../describe";
import { isSpf, readSpf, type Spf } from "../mail/spf";
import type { Finding } from "./finding";
import type { View } from "./view";

/** Record sets as they are to stand. */
export interface Scene {
  readonly after: View;
  /** How messages show values. */
  readonly show: Show;
  /** Whether other resources of the program have sets in the zone. */
  readonly shared: boolean;
}

/** The same, and how they stood when they were last seen. */
export interface Shift extends Scene {
  readonly before: View;
}

/** The same, with what is to be looked through of a large zone. */
export interface Change extends Shift {
  /** Own sets of `before` that will not stand as they did: nothing can go with any other. */
  readonly changed: View;
}

export type SceneRule = (scene: Scene) => Iterable<Finding>;
export type ShiftRule = (change: Change) => Iterable<Finding>;

const serverIn = (value: string): string | undefined => {
  const target = value.split(" ")[1];
  return target === "." ? undefined : target;
};

/** Names of the mail servers of a domain; none where it declares to take no mail. */
export const serversOf = (values: readonly string[]): string[] =>
  values.flatMap(value => serverIn(value) ?? []);

/** Whether mail to a domain surely arrives somewhere. */
export const receives = (view: View, domain: string): boolean =>
  view.at("MX", domain).values.some(value => serverIn(value) !== undefined);

export const hasSpf = (view: View, domain: string): boolean => view.at("TXT", domain).values.some(isSpf);

export const spfAt = (view: View, domain: string): Spf | undefined => {
  const text = view.at("TXT", domain).values.find(isSpf);
  return text === undefined ? undefined : readSpf(text);
};

/** Whether mail left the domain with this change: what served it may go as well. */
export const leaves = ({ before, after }: Shift, domain: string): boolean =>
  receives(before, domain) && !receives(after, domain) && after.at("MX", domain).whole;

export const listed = (texts: readonly string[]): string =>
  texts.length < 2 ? (texts[0] ?? "") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1) ?? ""}`;
