import * as z from "zod";
import type { Open } from "../core/open";
import { unlessAbsent } from "./absence";
import type { Wix } from "./client";
import { SiteInfoAnswer } from "./domain-assignments";
import { listDomains } from "./domain-list";
import { named, Paging } from "./paging";

/** What has become of a registration (docs/wix/registered-domains.md#statuses-of-a-registered-domain). Wix may add words. */
export type RegistrationStatus = Open<
  /** It is under way, for up to 48 hours; Wix tries several times. */
  | "PENDING_REGISTRATION"
  /** The domain is registered. */
  | "ACTIVE"
  /** Wix gave up. */
  | "FAILED_REGISTRATION"
  /** The domain is no longer active. */
  | "CANCELED"
>;

/** Whether the contacts have confirmed themselves to ICANN. Wix may add words. */
export type IcannConfirmationStatus = Open<
  /** Somebody still has to. */
  | "PENDING"
  /** For good. */
  | "CONFIRMED_BY_ALL"
  /** Not in time: the domain is inactive, and only Wix can start that again. */
  | "EXPIRED"
>;

/** Why a registration failed, as Wix names it. Wix may add words. */
export type RegistrationFailureCode = Open<"UNKNOWN_FAILURE_CODE" | "OTHER">;

const text = z
  .string()
  .nullish()
  .catch(undefined)
  .transform(value => value ?? undefined);

const Unconfirmed = z
  .looseObject({ expirationDate: text, notConfirmedBy: z.array(z.string()).catch([]) })
  .nullish()
  .catch(undefined);

const RegisteredDomain = z
  .looseObject({
    id: text,
    domain: text,
    productInstanceId: text,
    status: z.string(),
    siteInfo: SiteInfoAnswer,
    failedRegistrationInfo: z.looseObject({ code: text, message: text }).nullish().catch(undefined),
    icannConfirmationStatus: text,
    icannConfirmationStatusInfo: z
      .looseObject({ pending: Unconfirmed, expired: Unconfirmed })
      .nullish()
      .catch(undefined),
    dnsPropagationStatus: text,
    expirationDate: text,
    revision: text,
    createdDate: text,
    updatedDate: text,
  })
  .transform(wire => {
    const { pending, expired } = wire.icannConfirmationStatusInfo ?? {};
    return {
      domain: wire.domain ?? wire.id,
      productInstanceId: wire.productInstanceId,
      /** `PENDING_REGISTRATION`, `ACTIVE`, `FAILED_REGISTRATION`, `CANCELED`, or a word that Wix adds later. */
      status: wire.status,
      site: wire.siteInfo,
      failure: wire.failedRegistrationInfo
        ? { code: wire.failedRegistrationInfo.code, message: wire.failedRegistrationInfo.message }
        : undefined,
      icannConfirmationStatus: wire.icannConfirmationStatus,
      /** Until when ICANN waits for a confirmation. */
      icannDeadline: pending?.expirationDate,
      /** E-mail addresses: personal data. */
      notConfirmedBy: pending?.notConfirmedBy ?? expired?.notConfirmedBy ?? [],
      dnsPropagationStatus: wire.dnsPropagationStatus,
      expirationDate: wire.expirationDate,
      revision: wire.revision,
      createdDate: wire.createdDate,
      updatedDate: wire.updatedDate,
    };
  });

/** A registered domain as Wix sends it, without its contacts. */
export type WireRegisteredDomain = z.infer<typeof RegisteredDomain>;

const Answer = z
  .looseObject({ registeredDomain: RegisteredDomain })
  .transform(({ registeredDomain }) => registeredDomain);

const PATH = "/domains/v1/registered-domains";

/** Wix answers 400 where others answer 404 (docs/wix/registered-domains.md#errors-of-get). */
export const getRegisteredDomain = (
  wix: Wix,
  domain: string,
  accountId: string | undefined,
): Promise<WireRegisteredDomain | undefined> =>
  unlessAbsent(
    wix.call({
      what: `read registered domain ${domain}`,
      method: "GET",
      path: `${PATH}/${encodeURIComponent(domain)}`,
      effect: "read",
      accountId,
      answer: Answer,
    }),
    ({ code }) => code === "REGISTERED_DOMAIN_NOT_FOUND",
  );

const PageAnswer = z
  .looseObject({ registeredDomains: z.array(named(RegisteredDomain)), pagingMetadata: Paging })
  .transform(({ registeredDomains, pagingMetadata }) => ({ items: registeredDomains, ...pagingMetadata }));

/** All that the account has registered, newest first (docs/wix/registered-domains.md#get-and-list). */
export const listRegisteredDomains = (
  wix: Wix,
  accountId: string | undefined,
): Promise<(WireRegisteredDomain & { domain: string })[]> =>
  listDomains(wix, { what: "list the registered domains", path: PATH, answer: PageAnswer }, accountId);

const ContactsEntry = z
  .looseObject({ domain: text, id: text, contacts: z.unknown().optional() })
  .transform(({ domain, id, contacts }) => ({ domain: domain ?? id, contacts }));

const ContactsAnswer = z
  .looseObject({ registeredDomains: z.array(named(ContactsEntry)), pagingMetadata: Paging })
  .transform(({ registeredDomains, pagingMetadata }) => ({ items: registeredDomains, ...pagingMetadata }));

/**
 * The contacts of all registered domains, as far as Wix shows them. Personal data: to be shown in no message, and kept
 * where its owner alone can read it.
 */
export const listRegisteredContacts = (
  wix: Wix,
  accountId: string | undefined,
): Promise<{ domain: string; contacts: unknown }[]> =>
  listDomains(wix, { what: "read the contacts of domains", path: PATH, answer: ContactsAnswer }, accountId);

export interface Registration {
  domain: string;
  productInstanceId: string;
  contacts: object;
  /** The site to put it on, as a redirect. */
  siteId: string | undefined;
  accountId: string | undefined;
  /** Texts of the contacts that no error may show. */
  secrets: readonly string[];
}

/**
 * Registers a domain: costs money and cannot be undone. Fails before anything is made or charged where the name is
 * taken or registered already (docs/wix/registered-domains.md#a-repeat-buys-nothing).
 */
export const registerDomain = (
  wix: Wix,
  { domain, productInstanceId, contacts, siteId, accountId, secrets }: Registration,
): Promise<WireRegisteredDomain> =>
  wix.call({
    what: `register domain ${domain}`,
    method: "POST",
    path: PATH,
    body: {
      registeredDomain: {
        domain,
        productInstanceId,
        contacts,
        ...(siteId !== undefined && { siteInfo: { assignmentType: "REDIRECT" } }),
      },
    },
    effect: "write",
    ...(siteId !== undefined && { siteId }),
    accountId,
    secrets,
    shown: [domain],
    answer: Answer,
  });

/**
 * Extends a lapsed domain by a year: costs money. Under way for up to 7 days, in which Wix may answer a second call as
 * the first (docs/wix/registered-domains.md#redeem).
 */
export const redeemDomain = (
  wix: Wix,
  domain: string,
  accountId: string | undefined,
): Promise<WireRegisteredDomain> =>
  wix.call({
    what: `redeem domain ${domain}`,
    method: "POST",
    path: `${PATH}/${encodeURIComponent(domain)}/redeem`,
    effect: "write",
    accountId,
    answer: Answer,
  });
