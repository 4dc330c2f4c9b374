/* Where mail goes: MX. */
import { recordSetKey } from "../key";
import { isInZone } from "../names";
import { providerOfServer } from "../mail/providers";
import { refuse, refuseAlways, say, type Finding } from "./finding";
import {
  listed,
  serversOf,
  type Change,
  type Scene,
  type SceneRule,
  type Shift,
  type ShiftRule,
} from "./judge";

/** RFC 2181, section 10.3: a mail server's name is no alias. */
function* aliases({ after, show }: Scene): Generator<Finding> {
  for (const { key, hostName, values, whole } of after.of("MX")) {
    const servers = [...new Set(serversOf(values))];
    const alias = servers.filter(host => after.has("CNAME", host));
    if (alias.length === 0) continue;
    const isEach = whole && alias.length === servers.length;
    const parts = {
      keys: [key, ...alias.map(host => recordSetKey("CNAME", host))] as const,
      what: `${listed(alias.map(show))}, which mail to ${hostName} is sent to, is only an alias (a CNAME)`,
      breaks: isEach
        ? "Some senders follow it; others refuse to deliver, so that part of the mail never arrives."
        : "Senders that follow no alias use the other servers only.",
      instead: "Name the host that the alias points to, or give it A and AAAA records of its own.",
    };
    yield isEach ? refuse("mx-to-cname", parts) : say("mx-partly-to-cname", parts);
  }
}

/** RFC 1034, section 3.6.2: nothing stands beside a CNAME. What one resource declares so, the rules of records refuse. */
function* besideAlias({ after }: Scene): Generator<Finding> {
  const pairs = [
    ["CNAME", "MX"],
    ["MX", "CNAME"],
  ] as const;
  for (const [own, other] of pairs)
    for (const { key, hostName } of after.of(own))
      if (after.has(other, hostName))
        yield refuseAlways("cname-beside-mx", {
          keys: [key],
          what:
            own === "CNAME"
              ? `${hostName} gets a CNAME here, and another resource of the program declares its mail servers (MX)`
              : `${hostName} gets mail servers (MX) here, and another resource of the program declares a CNAME for it`,
          breaks:
            "A CNAME stands alone on its name: Wix refuses the second one, or mail goes where the CNAME leads.",
          instead: `Leave one of the two out, or give the website a name of its own, such as www.${hostName}.`,
        });
}

function* twiceInZone({ after, show }: Scene): Generator<Finding> {
  for (const { key, hostName, values } of after.of("MX"))
    for (const host of serversOf(values)) {
      if (!host.endsWith(`.${after.zone}`)) continue;
      const name = host.slice(0, -after.zone.length - 1);
      const provider = providerOfServer(name);
      if (provider === undefined) continue;
      yield refuse("mx-twice-in-zone", {
        keys: [key],
        what: `mail to ${hostName} is sent to ${show(host)}: a server of ${show(provider.name)}, with ${after.zone} behind its name`,
        breaks: "No such server exists, so mail does not arrive there.",
        instead: `Write ${show(name)}.`,
      });
    }
}

/** A domain that has mail servers of two providers. */
function* shared({ after, show }: Scene): Generator<Finding> {
  for (const { key, hostName, values } of after.of("MX")) {
    const names = new Set(serversOf(values).flatMap(host => providerOfServer(host)?.name ?? []));
    if (names.size < 2) continue;
    yield say("mixed-providers", {
      keys: [key],
      what: `mail to ${hostName} is sent to servers of ${listed([...names].map(show))}`,
      breaks:
        "Each message goes to one of them only, so part of the mail lies in the mailboxes of the other.",
      instead: "Declare the servers of the provider that holds the mailboxes.",
    });
  }
}

export const SERVER_RULES: readonly SceneRule[] = [aliases, besideAlias, twiceInZone, shared];

function* lastGone({ changed, after, show }: Change): Generator<Finding> {
  for (const { key, hostName, values } of changed.of("MX")) {
    if (serversOf(values).length === 0) continue;
    const now = after.at("MX", hostName);
    if (!now.whole || serversOf(now.values).length > 0) continue;
    const isRefusal = now.values.length > 0;
    const alias = after.has("CNAME", hostName);
    yield refuse("remove-mx", {
      keys: [key],
      what: isRefusal
        ? `${hostName} declares that it takes no mail; it had ${values.map(show).join(", ")}`
        : `no mail server is left for ${hostName}; it had ${values.map(show).join(", ")}`,
      breaks: alias
        ? `Mail to addresses @${hostName} goes wherever the alias in its place leads, or is lost.`
        : `Nobody can send mail to addresses @${hostName} any more: senders get an error, and what they sent is lost.`,
      instead: "Declare the servers of the mailboxes.",
    });
  }
}

const hasAddress = (view: Shift["after"], host: string): boolean => !view.lacks(host, "A", "AAAA");

/** The address of a server goes that mail is sent to still. */
function* serverGone({ before, after }: Shift): Generator<Finding> {
  for (const { hostName, values } of after.of("MX"))
    for (const host of new Set(serversOf(values))) {
      if (!isInZone(after.zone, host) || hasAddress(after, host) || !after.lacks(host, "CNAME")) continue;
      const type = ["A", "AAAA"].find(one => before.at(one, host).values.length > 0);
      if (type === undefined) continue;
      yield refuse("remove-mx-host", {
        keys: [recordSetKey(type, host), recordSetKey("MX", hostName)],
        what: `${host} loses its address, and mail to ${hostName} is still sent to it`,
        breaks: `Mail to addresses @${hostName} that goes to this server no longer arrives.`,
        instead: `Keep the address, or take the server out of MX ${hostName} as well.`,
      });
    }
}

export const SERVER_CHANGES: readonly ShiftRule[] = [lastGone, serverGone];
