import COpenSSL

/// For which sites a certificate speaks.
enum CertificateNames {
    /// Whether the first certificate of a file, as PEM, is for a host, by the rules of RFC 9525.
    static func include(_ host: String, inCertificate path: String) -> Bool {
        guard let file = unsafe BIO_new_file(path, "r") else { return false }
        defer { unsafe BIO_free(file) }
        guard let certificate = unsafe PEM_read_bio_X509(file, nil, nil, nil) else { return false }
        defer { unsafe X509_free(certificate) }
        return unsafe X509_check_host(certificate, host, host.utf8.count, 0, nil) == 1
            || X509_check_ip_asc(certificate, host, 0) == 1
    }
}
