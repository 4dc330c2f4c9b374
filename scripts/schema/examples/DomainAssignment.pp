resource shop "wix:index:DomainAssignment" {
  domain = "shop.example.com"
  siteId = "22222222-2222-4222-8222-222222222222"
  assignmentType = "PRIMARY"
}
