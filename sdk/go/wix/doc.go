// Wix: packages of paid services, domains and DNS records
package wix
