import { replyOf, type FaultKind } from "../../harness/faults.ts";
import type { Mistake, Subject } from "../mistake.ts";

const records = 'new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [mx] });';

/** What every request meets, or those of one method. */
const meeting = (title: string, kind: FaultKind, path = /./, program = records): Mistake => ({
  title,
  program,
  command: "up",
  answer: exchange =>
    path.test(exchange.url)
      ? replyOf({ kind, performed: false, at: 0, times: 1, writesOnly: false })
      : undefined,
});

export const NETWORK: Subject = {
  title: "Network and proxies",
  mistakes: {
    unreachable: meeting("Nothing answers", "refused connection"),
    "proxy-page": meeting("A proxy answers with a page of its own", "403 HTML"),
    "proxy-json": meeting("A proxy answers that there is nothing", "404 JSON of a proxy"),
    "sign-in-page": meeting("A sign-in page answers in place of Wix", "200 HTML"),
    "wix-down": meeting("Wix is out of order", "503"),
    throttled: meeting("Wix throttles for longer than a run waits", "429"),
    "purchase-lost": meeting(
      "The answer to a purchase is lost",
      "dropped",
      /packages$/,
      'new wix.Package("plan", { products: [plan] });',
    ),
  },
};
