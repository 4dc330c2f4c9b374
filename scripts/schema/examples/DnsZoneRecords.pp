resource mail "wix:index:DnsZoneRecords" {
  domainName = "example.com"
  records = [
    { type = "MX", hostName = "@", values = ["10 mx1.example.net", "20 mx2.example.net"] },
    { type = "TXT", hostName = "@", values = ["v=spf1 include:_spf.example.net -all"] },
  ]
}
