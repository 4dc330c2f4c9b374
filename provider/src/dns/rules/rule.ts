import type { Failure } from "../../core/failure";
import { UNKNOWN, type Unknown } from "../../core/unknown";
import type { Declaration } from "../declaration";

/** What a rule may look at beside the record set itself. */
export interface Scope {
  zone: string | Unknown;
  /** All declarations. */
  byHostName: ReadonlyMap<string | Unknown, readonly Declaration[]>;
}

export interface Rule {
  /**
   * Not asked of what was saved: a zone may hold such content all the same, a refresh brings it back, and `check` must
   * accept its own output.
   */
  typedOnly?: boolean;
  failures(declaration: Declaration, scope: Scope): Failure[];
}

/** Why something is refused, and the way out; undefined: nothing is wrong. */
export type Reason = string | undefined;

/** A rule for each known value of the types. */
export const eachValue = (
  types: readonly string[],
  reasonAgainst: (value: string, type: string, declaration: Declaration) => Reason,
): Rule => ({
  failures: declaration => {
    const { type, values, path } = declaration;
    if (type === UNKNOWN || values === UNKNOWN || !types.includes(type)) return [];
    return values.flatMap((value, index) =>
      value === UNKNOWN ? [] : failure(`${path}.values[${index}]`, reasonAgainst(value, type, declaration)),
    );
  },
});

/** A rule for the host name of a record set. */
export const theHostName = (
  reasonAgainst: (hostName: string, declaration: Declaration, scope: Scope) => Reason,
): Rule => ({
  failures: (declaration, scope) =>
    declaration.hostName === UNKNOWN
      ? []
      : failure(`${declaration.path}.hostName`, reasonAgainst(declaration.hostName, declaration, scope)),
});

export const typedOnly = (rule: Rule): Rule => ({ ...rule, typedOnly: true });

export const failure = (property: string, reason: Reason): Failure[] =>
  reason === undefined ? [] : [{ property, reason }];

/** A given text as messages show it. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
