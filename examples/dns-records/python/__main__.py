import pulumi
import pulumi_wix as wix

config = pulumi.Config()
domain_name = config.get("domain") or "example.com"
mail_host = config.get("mailHost") or "mx1.example.net"

mail = wix.DnsZoneRecords(
    "mail",
    domain_name=domain_name,
    records=[
        {"type": "MX", "host_name": "@", "values": [f"10 {mail_host}"]},
        {"type": "TXT", "host_name": "@", "values": ["v=spf1 mx -all"]},
        {"type": "TXT", "host_name": "_dmarc", "values": [f"v=DMARC1; p=reject; rua=mailto:dmarc@{domain_name}"]},
    ],
)

# The record sets in canonical form, e.g. `MX example.com`.
pulumi.export("recordSets", mail.records.apply(lambda records: sorted(records)))
