/* What receivers do with mail that proves nothing: the DMARC policy (RFC 7489). */
import { recordSetKey } from "../key";
import { isAlmostDmarc, isDmarc, POLICIES, readDmarc, type Dmarc } from "../mail/tags";
import { selectorsIn } from "./dkim";
import { refuse, refuseAlways, say, type Finding } from "./finding";
import { hasSpf, leaves, receives, type Change, type Scene, type SceneRule, type ShiftRule } from "./judge";
import { below, type View } from "./view";

const NAMES: readonly string[] = POLICIES;

function* policies({ after, show }: Scene): Generator<Finding> {
  for (const { key, hostName, values } of after.of("TXT")) {
    const domain = below("_dmarc", hostName);
    if (domain === undefined && !values.some(text => isDmarc(text) || isAlmostDmarc(text))) continue;
    const valid = values.filter(isDmarc);
    // Where policies are looked for, nothing else makes sense.
    const texts = [
      ...valid,
      ...values.filter(text => isAlmostDmarc(text) || (domain !== undefined && valid.length === 0)),
    ];
    if (texts.length === 0) continue;
    if (domain === undefined) {
      // Elsewhere a domain says so that it takes the reports of others (RFC 7489, section 7.1).
      if (!hostName.includes("._report._dmarc."))
        yield say("dmarc-misplaced", {
          keys: [key],
          what: `a DMARC policy stands on ${hostName}`,
          breaks: "Receivers look for it on `_dmarc` only, so it does nothing.",
          instead: `Put it on _dmarc.${hostName}.`,
        });
      continue;
    }
    if (texts.length > 1) {
      yield refuseAlways("two-dmarc", {
        keys: [key],
        what: `${domain} gets ${texts.length} DMARC policies, together with those that other resources of the program declare`,
        breaks: "Receivers accept one; with two they use neither.",
        instead: "Keep one of them.",
      });
      continue;
    }
    for (const text of texts) yield* policy(domain, key, text, show);
  }
}

function* policy(domain: string, key: string, text: string, show: Scene["show"]): Generator<Finding> {
  const { policy: read, subdomains, tags } = readDmarc(text);
  if (!isDmarc(text) || read === undefined || subdomains === undefined)
    yield refuse("broken-dmarc", {
      keys: [key],
      what: !isDmarc(text)
        ? `the DMARC policy of ${domain} does not begin with \`v=DMARC1;\``
        : tags.has("p")
          ? `the DMARC policy of ${domain} says ${show(`p=${tags.get("p") ?? ""}${tags.has("sp") ? `; sp=${tags.get("sp") ?? ""}` : ""}`)}`
          : `the DMARC policy of ${domain} does not say what to do (\`p=\`)`,
      breaks: `Receivers apply no policy then: forged mail in the name of ${domain} is delivered.`,
      instead: `Write it as \`v=DMARC1; p=…\`, with one of ${NAMES.join(", ")}.`,
    });
  for (const name of ["rua", "ruf"]) {
    const addresses = tags.get(name)?.split(",") ?? [];
    if (addresses.some(address => !/^\s*(mailto|https?):/i.test(address)))
      yield say("dmarc-reports", {
        keys: [key],
        what: `\`${name}\` of the DMARC policy of ${domain} is no address of the form mailto:…`,
        breaks: "You get no reports.",
        instead: `Write \`${name}=mailto:dmarc@${domain}\`.`,
      });
  }
}

const dmarcAt = (view: View, domain: string): Dmarc | undefined => {
  const text = view.at("TXT", `_dmarc.${domain}`).values.find(isDmarc);
  return text === undefined ? undefined : readDmarc(text);
};

const isEnforced = (dmarc: Dmarc | undefined): boolean =>
  dmarc?.policy === "quarantine" || dmarc?.policy === "reject";

/** A policy that nothing can fulfil, as far as the program says. */
function* unfounded({ after, shared }: Scene): Generator<Finding> {
  if (shared) return;
  let selectors: ReturnType<typeof selectorsIn> | undefined;
  for (const { hostName } of after.of("MX")) {
    if (!receives(after, hostName) || !isEnforced(dmarcAt(after, hostName))) continue;
    if (!after.at("TXT", hostName).whole || hasSpf(after, hostName)) continue;
    if ((selectors ??= selectorsIn(after)).has(hostName)) continue;
    yield say("dmarc-alone", {
      keys: [recordSetKey("TXT", `_dmarc.${hostName}`), recordSetKey("MX", hostName)],
      what: `${hostName} has a strict DMARC policy, and the program declares neither SPF nor a DKIM key for it`,
      breaks: "Unless they stand in the zone already, receivers refuse all mail that you send.",
      instead: "Declare SPF and DKIM first, and the policy when they have worked for some days.",
    });
  }
}

export const DMARC_RULES: readonly SceneRule[] = [policies, unfounded];

function* policyGone(shift: Change): Generator<Finding> {
  const { before, after, changed } = shift;
  for (const { key, hostName } of changed.of("TXT")) {
    const domain = below("_dmarc", hostName);
    if (domain === undefined) continue;
    const was = dmarcAt(before, domain);
    const now = dmarcAt(after, domain);
    if (was === undefined || leaves(shift, domain)) continue;
    const { values, whole } = after.at("TXT", hostName);
    if (now === undefined) {
      if (!whole || values.some(isAlmostDmarc) || !after.lacks(hostName, "CNAME")) continue;
      const parts = {
        keys: [key] as const,
        what: `the DMARC policy of ${domain} goes`,
        breaks: `Nothing tells receivers any more what to do with forged mail in the name of ${domain}.`,
        instead: "Keep it; `p=none` asks for reports only.",
      };
      yield isEnforced(was) ? refuse("remove-dmarc", parts) : say("dmarc-gone", parts);
    } else if (isWeaker(was, now))
      yield say("dmarc-weaker", {
        keys: [key],
        what: `the DMARC policy of ${domain} becomes weaker`,
        breaks: "Receivers deliver forged mail that they refused or put aside until now.",
        instead: "Make it strict again when the trouble that this is for is over.",
      });
  }
}

const rank = (dmarc: Dmarc["policy"]): number => (dmarc === undefined ? 0 : POLICIES.indexOf(dmarc));

const isWeaker = (was: Dmarc, now: Dmarc): boolean =>
  now.policy !== undefined &&
  (rank(now.policy) < rank(was.policy) ||
    rank(now.subdomains) < rank(was.subdomains) ||
    (now.policy === was.policy && now.percent < was.percent));

export const DMARC_CHANGES: readonly ShiftRule[] = [policyGone];
