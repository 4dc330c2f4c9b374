import { endingSoon } from "../../core/expiry";
import type { Context } from "../../lifecycle/context";
import { sayOnce } from "../../lifecycle/say-once";
import type { WireRegisteredDomain } from "../../wix/registered-domains";
import type { RegisteredDomainState } from "./state";
import { DASHBOARD, describeTrouble } from "./trouble";
import { icannLine } from "./waits";

const expiryLine = (ctx: Context, { domain, expirationDate }: RegisteredDomainState): string | undefined => {
  const soon = endingSoon(expirationDate, ctx.clock.now(), ctx.wix.settings.expiryWarning());
  return (
    soon &&
    `${domain} expires ${soon}. No API renews it: see at ${DASHBOARD} that it renews itself, or renew it there`
  );
};

/** Says what is wrong with a domain, or soon will be, and what to do; each once in a run. */
export const warn = (ctx: Context, state: RegisteredDomainState, seen: WireRegisteredDomain): void => {
  const trouble = describeTrouble(state);
  const lines = trouble === undefined ? [icannLine(state.domain, seen), expiryLine(ctx, state)] : [trouble];
  for (const line of lines) if (line !== undefined) sayOnce(ctx.session, line, text => ctx.log(text));
};
