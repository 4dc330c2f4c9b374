/**
 * To whom a domain is announced as it is constructed: the others of its class on its site. One of them may be promoted,
 * or be replaced, before the check of another one has said that it is to stay.
 * @returns undefined while the site is not known, or where there is none
 */
export const scopeOf = (
  kind: "registered" | "connected",
  { siteId }: { siteId?: unknown },
): string | undefined =>
  typeof siteId === "string" ? `${kind} domains of site ${siteId.trim().toLowerCase()}` : undefined;
