/* Values as they cross between Pulumi's plugin process for dynamic resources and a lifecycle. */
import {
  HIDDEN_KEY,
  PROVIDER_KEY,
  readHidden,
  written,
  type Announcement,
  type Hidden,
} from "../program/hidden";
import type { Properties } from "../shell/hiding";
import type { Mark } from "../shell/subject";
import { fromPulumi, secret, toPulumi } from "../shell/wire";

export type { Properties };

/** What the lifecycle and the shell get of properties that Pulumi passes. */
export interface Received {
  visible: Properties;
  hidden: Hidden;
  /** What else the program declares, as text. */
  program: string | undefined;
}

/** Splits properties as Pulumi passes them into what a lifecycle sees and what is hidden. */
export const received = (properties: Properties): Received => {
  const { [PROVIDER_KEY]: _text, [HIDDEN_KEY]: hidden, ...visible } = properties;
  // Pulumi may pass nothing, or a value that is not known yet.
  return { visible: fromPulumi(visible) as Properties, ...readHidden(hidden) };
};

/** The resources that an announcement names; see `program/announcements.ts`. */
export const announcedIn = (text: string): Announcement => JSON.parse(text) as Announcement;

/** Inputs as a check or a read gives them back. */
export const inputsToPulumi = (inputs: object, hidden: Hidden): Properties => {
  const { state: _state, form: _form, unfinished: _unfinished, ...typed } = hidden;
  return { ...(toPulumi(inputs) as Properties), [HIDDEN_KEY]: written(typed) };
};

/** A lifecycle's state as it is saved: its `hidden` part goes where nobody sees it. */
export const stateToPulumi = (state: object, hidden: Hidden, mark: Mark): Properties => {
  const { hidden: own, ...visible } = state as { hidden?: unknown };
  const { state: _state, form: _form, unfinished: _unfinished, ...typed } = hidden;
  const saved = written({ ...typed, ...mark, ...(own !== undefined && { state: own }) });
  return {
    ...(toPulumi(visible) as Properties),
    [HIDDEN_KEY]: hidden.sealed === undefined ? saved : secret(saved),
  };
};

/** A saved state as a lifecycle knows it; the inverse of {@link stateToPulumi}. */
export const stateFromPulumi = (properties: Properties): { state: Properties; hidden: Hidden } => {
  const { visible, hidden } = received(properties);
  return { state: hidden.state === undefined ? visible : { ...visible, hidden: hidden.state }, hidden };
};
