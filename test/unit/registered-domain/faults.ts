import type { FaultAction } from "../../../simulator/src";

/** What can become of a request: half of them leave the account changed, half do not. */
export const FAULTS: Record<string, FaultAction> = {
  "dropped before the work": { kind: "drop", when: "before" },
  "dropped after the work": { kind: "drop", when: "after" },
  throttled: { kind: "throttle" },
  "throttled with Retry-After": { kind: "throttle", retryAfterSeconds: 7 },
  "500, not applied": { kind: "status", status: 500, applied: false },
  "500, applied": { kind: "status", status: 500, applied: true },
  "503, not applied": { kind: "status", status: 503, applied: false },
  "503, applied": { kind: "status", status: 503, applied: true },
  "403": { kind: "status", status: 403, code: "PERMISSION_DENIED", applied: false },
  truncated: { kind: "truncate" },
  "an HTML page for an answer": { kind: "html", status: 502, applied: true },
  "an HTML page that looks like success": { kind: "html", status: 200, applied: true },
  "killed before the work": { kind: "hold", when: "before" },
  "killed after the work": { kind: "hold", when: "after" },
};
