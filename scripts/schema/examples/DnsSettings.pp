resource dnssec "wix:index:DnsSettings" {
  domainName = "example.com"
  dnssecEnabled = true
}

output ds {
  value = dnssec.dnssecInfo
}
