/* Who may send: SPF (RFC 7208). */
import { recordSetKey } from "../key";
import { providerOfSender, providerOfServer, type MailProvider } from "../mail/providers";
import {
  endOf,
  isAlmostSpf,
  isSpf,
  lookupsOf,
  readSpf,
  sendersOf,
  type Spf,
  type SpfTerm,
} from "../mail/spf";
import { refuse, refuseAlways, say, type Finding } from "./finding";
import {
  leaves,
  listed,
  receives,
  serversOf,
  spfAt,
  type Change,
  type Scene,
  type SceneRule,
  type ShiftRule,
} from "./judge";
import type { Entry, View } from "./view";

/** Look-ups that a receiver makes for one message (section 4.6.4). */
const MAX_LOOKUPS = 10;
/** What fits into one answer with what surrounds it (section 3.4). */
const MAX_LENGTH = 450;

type SpfRule = (spf: Spf, text: string, entry: Entry, scene: Scene) => Finding | undefined;

const NO_SPF =
  "Receivers then treat the domain as one without SPF, or refuse its mail; much of it ends as spam.";

function* unreadable({ after, show }: Scene): Generator<Finding> {
  for (const { key, hostName, values } of after.of("TXT"))
    for (const text of values.filter(isAlmostSpf))
      yield refuse("broken-spf", {
        keys: [key],
        what: `${show(text.slice(0, 60))} on ${hostName} looks like SPF and is none`,
        breaks: NO_SPF,
        instead: "Begin it with `v=spf1` and a blank.",
      });
}

const wrongTerms: SpfRule = ({ wrong }, _text, { key, hostName }, { show }) => {
  if (wrong.length === 0) return undefined;
  return refuse("broken-spf", {
    keys: [key],
    what: `the SPF record of ${hostName} has ${listed(wrong.map(term => `\`${show(term)}\``))}, which no receiver can read`,
    breaks: `The whole record counts as an error then. ${NO_SPF}`,
    instead: "Correct it, e.g. `include:_spf.example.org`, `ip4:192.0.2.0/24`, `-all`.",
  });
};

const letsAllSend = ({ name, qualifier, value }: SpfTerm): boolean =>
  qualifier === "+" && (name === "all" || (/^ip[46]$/.test(name) && /\/0+$/.test(value ?? "")));

const openToAll: SpfRule = (spf, _text, { key, hostName }, { show }) => {
  const open = spf.terms.find(letsAllSend);
  if (open === undefined) return undefined;
  return refuse("spf-pass-all", {
    keys: [key],
    what:
      open.name === "all"
        ? `the SPF record of ${hostName} ends with \`+all\``
        : `the SPF record of ${hostName} has \`${show(open.text)}\`, which is every address there is`,
    breaks: `It lets everybody in the world send mail in the name of ${hostName}, with your good name.`,
    instead: "Name who sends for you, and end it with `~all` or `-all`.",
  });
};

const ends: SpfRule = (spf, _text, { key, hostName }, { show }) => {
  const end = endOf(spf);
  const last = spf.terms.at(-1);
  const parts = { keys: [key] as const, instead: "End it with `~all` or `-all`." };
  if (end === undefined)
    return say("spf-without-end", {
      ...parts,
      what: `the SPF record of ${hostName} has no end`,
      breaks: "It says nothing of servers that it does not name, so it stops no forged mail.",
    });
  if (end.name === "all" && last !== end && last?.qualifier !== undefined)
    return say("spf-behind-all", {
      ...parts,
      what: `the SPF record of ${hostName} goes on behind \`${show(end.text)}\``,
      breaks: "Receivers stop there: what stands behind it may not send.",
    });
  return undefined;
};

/**
 * How many look-ups are certain: those of the text, and of the records of this zone that it includes.
 * @param within the domains whose records led here: one that comes again leads round for ever
 */
const countLookups = (view: View, spf: Spf, within: readonly string[]): number =>
  lookupsOf(spf).reduce((sum, { name, value = "" }) => {
    const domain = value.toLowerCase();
    if (name !== "include" && name !== "redirect") return sum + 1;
    if (within.includes(domain)) return Infinity;
    const nested = spfAt(view, domain);
    return sum + 1 + (nested === undefined ? 0 : countLookups(view, nested, [...within, domain]));
  }, 0);

const lookups: SpfRule = (spf, _text, { key, hostName }, { after }) => {
  const count = countLookups(after, spf, [hostName]);
  if (count <= MAX_LOOKUPS) return undefined;
  const isRound = count === Infinity;
  return refuse("spf-lookups", {
    keys: [key],
    what: isRound
      ? `the SPF record of ${hostName} includes itself, directly or by another one of the zone`
      : `the SPF record of ${hostName} needs ${count} look-ups or more; receivers make ${MAX_LOOKUPS}`,
    breaks:
      "They give up in the middle and count it as an error: much of the mail ends as spam or is refused.",
    instead: isRound
      ? "Take out the include that leads back."
      : "Take out services that you no longer use, or let some send from a subdomain of their own.",
  });
};

const tooLong: SpfRule = (_spf, text, { key, hostName }) => {
  if (text.length <= MAX_LENGTH) return undefined;
  return say("spf-long", {
    keys: [key],
    what: `the SPF record of ${hostName} has ${text.length} characters`,
    breaks: `Beyond ${MAX_LENGTH} it may not fit into one DNS answer, and some receivers never get it.`,
    instead: "Take out what is no longer used, or move part of it into a record of its own, by include.",
  });
};

const SPF_RULES = [wrongTerms, openToAll, ends, lookups, tooLong];

/** Each record is read once for all its rules. */
function* records(scene: Scene): Generator<Finding> {
  for (const entry of scene.after.of("TXT"))
    for (const text of entry.values) {
      if (!isSpf(text)) continue;
      const spf = readSpf(text);
      for (const rule of SPF_RULES) {
        const found = rule(spf, text, entry, scene);
        if (found !== undefined) yield found;
      }
    }
}

/** Several resources may each put a policy of their own into one set. */
function* doubled({ after }: Scene): Generator<Finding> {
  for (const { key, hostName, values } of after.of("TXT")) {
    const count = values.filter(isSpf).length;
    if (count < 2) continue;
    yield refuseAlways("two-spf", {
      keys: [key],
      what: `${hostName} gets ${count} SPF records, together with those that other resources of the program declare`,
      breaks: "Receivers accept one; with two they use neither, and much of the mail ends as spam.",
      instead: "Put them together into one: `v=spf1 include:… include:… ~all`.",
    });
  }
}

const mailboxesOf = (values: readonly string[]): MailProvider | undefined => {
  const found = new Set(serversOf(values).map(providerOfServer));
  return found.size === 1 ? [...found][0] : undefined;
};

/** Mailboxes from which nobody may send. */
function* nobody({ after }: Scene): Generator<Finding> {
  for (const { key, hostName } of after.of("MX")) {
    const terms = receives(after, hostName) ? spfAt(after, hostName)?.terms : undefined;
    if (terms?.length !== 1 || terms[0]?.text.toLowerCase() !== "-all") continue;
    yield say("spf-nobody", {
      keys: [recordSetKey("TXT", hostName), key],
      what: `the SPF record of ${hostName} lets nobody send, and the domain has mail servers`,
      breaks: `What people send from addresses @${hostName} counts as forged, and is refused.`,
      instead:
        "Add the include of the mailboxes' provider before `-all`, unless mail is only received there.",
    });
  }
}

/** Mail is with one provider, and SPF names another. */
function* otherProvider({ after, show }: Scene): Generator<Finding> {
  for (const { key, hostName, values, whole } of after.of("MX")) {
    const provider = whole ? mailboxesOf(values) : undefined;
    if (provider === undefined) continue;
    const spf = spfAt(after, hostName);
    if (spf === undefined) continue;
    const named = sendersOf(spf).flatMap(domain => providerOfSender(domain) ?? []);
    if (named.length === 0 || named.includes(provider)) continue;
    yield say("mixed-providers", {
      keys: [key, recordSetKey("TXT", hostName)],
      what: `mail to ${hostName} is sent to ${show(provider.name)}, and its SPF record names ${listed(named.map(({ name }) => show(name)))}`,
      breaks: `What people send from mailboxes of ${show(provider.name)} counts as forged.`,
      instead: `Add the include of ${show(provider.name)} to the SPF record.`,
    });
  }
}

export const SENDER_RULES: readonly SceneRule[] = [unreadable, records, doubled, nobody, otherProvider];

function* spfGone(shift: Change): Generator<Finding> {
  const { after, changed } = shift;
  for (const { key, hostName, values } of changed.of("TXT")) {
    const now = after.at("TXT", hostName);
    if (!values.some(isSpf) || !now.whole || now.values.some(text => isSpf(text) || isAlmostSpf(text)))
      continue;
    if (leaves(shift, hostName) || !after.lacks(hostName, "CNAME")) continue;
    const parts = {
      keys: [key] as const,
      what: `the SPF record of ${hostName} goes`,
      breaks:
        "Receivers can no longer tell mail of yours from forged mail: much of it ends as spam or is refused.",
      instead: "Keep it, and change in it what is no longer right.",
    };
    yield receives(after, hostName) ? refuse("remove-spf", parts) : say("spf-gone", parts);
  }
}

/** SPF named the provider that the mailboxes are with, and no longer does. */
function* senderGone({ before, after, changed, show }: Change): Generator<Finding> {
  for (const { hostName, values } of after.of("MX")) {
    if (changed.at("TXT", hostName).values.length === 0) continue;
    const provider = mailboxesOf(values);
    const [was, now] = [spfAt(before, hostName), spfAt(after, hostName)];
    if (provider === undefined || was === undefined || now === undefined) continue;
    const names = (spf: Spf): boolean => sendersOf(spf).some(domain => provider.senders.test(domain));
    const isElsewhere = sendersOf(now).some(domain => domain.endsWith(after.zone));
    if (!names(was) || names(now) || isElsewhere) continue;
    yield refuse("remove-sender", {
      keys: [recordSetKey("TXT", hostName)],
      what: `the SPF record of ${hostName} no longer names ${show(provider.name)}, where its mailboxes are`,
      breaks: "What people send from their mailboxes counts as forged, and ends as spam or is refused.",
      instead: `Keep the include of ${show(provider.name)} beside what is new.`,
    });
  }
}

export const SENDER_CHANGES: readonly ShiftRule[] = [spfGone, senderGone];
