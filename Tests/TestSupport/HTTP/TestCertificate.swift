package import FoundationEssentials

/// A certificate that nobody trusts but the tests, with its key.
package struct TestCertificate: Sendable {
    let certificate: String
    let key: String

    /// Writes both into a folder, over what is there.
    package func write(to folder: URL) throws -> (certificate: String, key: String) {
        let files = [folder.appending(path: "certificate.pem"), folder.appending(path: "key.pem")]
        try certificate.write(to: files[0], atomically: true, encoding: .utf8)
        try key.write(to: files[1], atomically: true, encoding: .utf8)
        return (files[0].path(), files[1].path())
    }
}

extension TestCertificate {
    /// A certificate.
    package static let first = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBnjCCAUOgAwIBAgIUUeNgE6OO+LZriDrtQAzwqhaRcB4wCgYIKoZIzj0EAwIw
            FTETMBEGA1UEAwwKZmlyc3QudGVzdDAgFw0yNjExMjIyMjA3MTFaGA8yMTI2MTAy
            OTIyMDcxMVowFTETMBEGA1UEAwwKZmlyc3QudGVzdDBZMBMGByqGSM49AgEGCCqG
            SM49AwEHA0IABHUlkSHmM2McRZItFI0zl5CnJxn+Os5vvJtOphXLsuxPVBQZ4u44
            PphdUeAShfXz2Zmkk502sXW5zLYSAxt8lpujbzBtMB0GA1UdDgQWBBSotWPBFOR+
            H3EO0niPbfcow9rOMzAfBgNVHSMEGDAWgBSotWPBFOR+H3EO0niPbfcow9rOMzAP
            BgNVHRMBAf8EBTADAQH/MBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAKBggq
            hkjOPQQDAgNJADBGAiEApflr8nT2etPtjG99o/v5hh68iO1UgzLXziWjnkF4bG8C
            IQDHtMBa4opkFaSGMurZdgoClCbkMouUryiQVTpUpNN9Gg==
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgq+2ktYSAcKZjqpdO
            9Bk5abl6AKV6aN7Dab5heu1jCaChRANCAAR1JZEh5jNjHEWSLRSNM5eQpycZ/jrO
            b7ybTqYVy7LsT1QUGeLuOD6YXVHgEoX189mZpJOdNrF1ucy2EgMbfJab
            -----END PRIVATE KEY-----
            """)

    /// The one that takes its place.
    package static let second = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBnjCCAUWgAwIBAgIUfx73M5u+ADVR4LafYt2vbSB9N2cwCgYIKoZIzj0EAwIw
            FjEUMBIGA1UEAwwLc2Vjb25kLnRlc3QwIBcNMjYxMTIyMjIwNzExWhgPMjEyNjEw
            MjkyMjA3MTFaMBYxFDASBgNVBAMMC3NlY29uZC50ZXN0MFkwEwYHKoZIzj0CAQYI
            KoZIzj0DAQcDQgAEgsWry2LgqSZyN0N0fb66IB7e2GP5Mxm2i9gfLTV7gE8cmi1R
            5UTeT4CI5BSPMe0VT2R6qwVcJiJimG7W7tFApKNvMG0wHQYDVR0OBBYEFDxb+FSL
            hoBQ9zmOxStMmZVwAw45MB8GA1UdIwQYMBaAFDxb+FSLhoBQ9zmOxStMmZVwAw45
            MA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAoG
            CCqGSM49BAMCA0cAMEQCIGim2KhuK0hhDS/60ksSuTClvS+rh0RXV1gy1XW5tNjk
            AiB+jUn0QTu7Wrahx9SXe8HoI1NQecjr9nMA4mc+OaARzA==
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg9NygI4ksfBh0NFtF
            wsv/hydQQReEEOtumWqZuY6HH7qhRANCAASCxavLYuCpJnI3Q3R9vrogHt7YY/kz
            GbaL2B8tNXuATxyaLVHlRN5PgIjkFI8x7RVPZHqrBVwmImKYbtbu0UCk
            -----END PRIVATE KEY-----
            """)
}
