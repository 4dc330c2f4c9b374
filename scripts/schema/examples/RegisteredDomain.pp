config phone string {
}

resource bakery "wix:index:RegisteredDomain" {
  domain = "example-bakery.com"
  productInstanceId = "33333333-3333-4333-8333-333333333333"
  contacts = {
    registrant = {
      firstName = "Ada"
      lastName = "Example"
      email = "ada@example.net"
      address = "1 Example Street"
      city = "Boston"
      subdivisionCode = "MA"
      postalCode = "02110"
      countryCode = "US"
      phone = phone
    }
  }
}
