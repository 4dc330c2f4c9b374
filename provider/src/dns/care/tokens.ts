/* What proves to services that a domain is yours. */
import { say, type Finding } from "./finding";
import { listed, type Change, type ShiftRule } from "./judge";
import type { Entry } from "./view";

/** Texts by which a service knows that the domain is yours: the service's name, and what tells one text from another. */
const TEXT =
  /^(?:(MS)=ms\d+|(ZOOM)_verify_|(apple-domain|docusign|brevo-code|protonmail-verification|zoho-verification|amazonses)[=:]|([\w.]*[\w.-]*(?:verif|validation)[\w.-]*)\s*[=:])/i;

/** Host names of TXT sets that a service looks for, whatever they hold. */
const NAME = /^(_github-challenge|_amazonses|_vercel|_atproto|asuid)(?=[-.])/;

/** Targets of aliases that prove it. */
const TARGET =
  /(?:^|\.)(verify\.bing\.com|zmverify\.zoho\.[a-z.]+|dv\.googlehosted\.com|acm-validations\.aws)$/;

/** Whose proof it is: where the name is the service's own, the domain above it. */
const ownerOf = ({ type, hostName }: Entry, zone: string): string =>
  type === "CNAME" ? zone : NAME.test(hostName) ? hostName.slice(hostName.indexOf(".") + 1) : hostName;

const serviceOf = ({ type, hostName }: Entry, value: string): string | undefined => {
  if (type === "CNAME") return TARGET.exec(value)?.[1];
  const [upper, zoom, ...others]: (string | undefined)[] = TEXT.exec(value)?.slice(1) ?? [];
  return upper ?? zoom ?? others.find(one => one !== undefined)?.toLowerCase() ?? NAME.exec(hostName)?.[1];
};

function* tokens({ changed, after, show }: Change): Generator<Finding> {
  for (const entry of [...changed.of("TXT"), ...changed.of("CNAME")]) {
    const { key, type, hostName, values } = entry;
    const now = after.at(type, hostName);
    if (!now.whole) continue;
    const left = new Set(now.values.map(value => serviceOf(entry, value)));
    const gone = values
      .map(value => serviceOf(entry, value))
      .filter(service => service !== undefined && !left.has(service));
    if (gone.length === 0) continue;
    yield say("verification-gone", {
      keys: [key],
      what: `the proof that ${ownerOf(entry, after.zone)} is yours goes for ${listed([...new Set(gone)].map(service => show(String(service))))}`,
      breaks:
        "Services look for it again from time to time, and then lock you out or stop working for the domain.",
      instead: "Keep it as long as the service is used.",
    });
  }
}

export const TOKEN_CHANGES: readonly ShiftRule[] = [tokens];
