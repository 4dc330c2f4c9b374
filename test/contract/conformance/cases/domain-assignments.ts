/* Which domain serves which site. */
import { UNKNOWN } from "../../../harness/engine/values.ts";
import { account, FREE_SITE, SITE } from "../../../unit/registered-domain/account.ts";
import {
  check,
  create,
  diff,
  fault,
  nextRun,
  others,
  read,
  remove,
  takeOver,
  type Case,
} from "../vocabulary.ts";
import { answer } from "./trouble.ts";

const ASSIGN = "POST /domains/v1/domain-assignments";
const LEAVE = "DELETE /domains/v1/domain-assignments/{domainAssignmentId}";
const LOOSE = "example.org";
const place = (siteId: unknown, more = {}) => ({ domain: LOOSE, siteId, ...more });

const places: Omit<Case, "type">[] = [
  { name: "a site is needed", steps: [check({ domain: LOOSE }, { failures: ["siteId: "] })] },
  {
    name: "a role that is none is refused",
    steps: [check(place(SITE, { assignmentType: "FIRST" }), { failures: ["assignmentType: "] })],
  },
  { name: "a site that is not known yet is no fault", steps: [check(place(UNKNOWN), { failures: [] })] },
  {
    name: "is put on its site, found there by a refresh, and leaves it in the end",
    steps: [
      create(place(SITE), { id: LOOSE, outputs: { siteId: SITE }, writes: [ASSIGN] }),
      nextRun,
      read({ id: LOOSE }),
      nextRun,
      remove({ writes: [LEAVE] }),
    ],
  },
  {
    name: "a domain that serves its site already is left there in the end",
    steps: [
      others("domain-assignments", LOOSE, { site: { id: SITE, assignmentType: "PRIMARY" } }),
      create(place(SITE, { assignmentType: "PRIMARY" }), { id: LOOSE }),
      nextRun,
      remove({}),
    ],
  },
  {
    name: "another domain is a replacement",
    steps: [
      create(place(SITE), { writes: [ASSIGN] }),
      diff({ domain: "example.net", siteId: SITE }, { changes: true, replaces: ["domain"] }),
    ],
  },
  {
    name: "that somebody else has taken away is gone",
    steps: [
      create(place(SITE), { writes: [ASSIGN] }),
      others("domain-assignments", LOOSE, { site: null }),
      nextRun,
      read({ gone: true }),
    ],
  },
  {
    name: "an assignment whose answer is lost is looked after, and not sent again",
    steps: [
      fault({
        method: "POST",
        route: "/domains/v1/domain-assignments",
        action: answer("a dropped connection", "done"),
      }),
      create(place(SITE), { id: LOOSE, writes: [ASSIGN] }),
    ],
  },
  {
    name: "a site without a plan cannot be served",
    steps: [create(place(FREE_SITE), { error: FREE_SITE, halfMade: false, writes: [`${ASSIGN} (refused)`] })],
  },
  { name: "of a domain that serves no site is gone", steps: [takeOver("example.net", { gone: true })] },
];

export const DOMAIN_ASSIGNMENTS = places.map((one): Case => ({ type: "DomainAssignment", account, ...one }));
