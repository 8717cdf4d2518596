import FoundationEssentials
import Glibc
import Logging
import Web

/// Judges settings as those of a site on the open internet.
struct Inspection {
    private static let certificateDays = 21

    /// How much of the internet may be front servers: those of the largest networks that
    /// deliver for others are far fewer.
    private static let proxyReach = 1.0 / 16

    let settings: ServeSettings

    /// What is unsafe, the most harmful first.
    var findings: [Finding] {
        secrets + address + reach + cache + certificate + files + pages + process
    }

    private var secrets: [Finding] {
        var findings: [Finding] = []
        if let text = settings.secretKey {
            if SecretKey(text) == nil || Set(text).count < 8 {
                findings.append(
                    Finding(
                        .secretKey,
                        "it is no key, or one that can be guessed: whoever knows it "
                            + "signs in as anybody.",
                        do: "Make one with `openssl rand -hex 32`."))
            }
        } else if settings.isProduction {
            findings.append(
                Finding(
                    .secretKey, "there is none, so the site will not start.",
                    do: "Make one with `openssl rand -hex 32`."))
        }
        if !settings.isProduction {
            findings.append(
                Finding(
                    .environment, "it is not 'production': the site makes up what is not set.",
                    do: "Set it to production."))
        }
        if settings.logLevel <= .debug {
            findings.append(
                Finding(
                    .logLevel, "the log tells how requests failed, down to what was sent.",
                    do: "Set it to info or notice."))
        }
        return findings
    }

    private var address: [Finding] {
        var findings: [Finding] = []
        if settings.url == nil {
            findings.append(
                Finding(
                    .url,
                    "there is none: cookies go over plain HTTP and the site does not know "
                        + "its own name.",
                    do: "Set it to the public address, such as https://blog.example."))
        } else if settings.url?.hasPrefix("http://") ?? false {
            findings.append(
                Finding(
                    .url, "it is plain HTTP: passwords and cookies can be read on the way.",
                    do: "Set it to an address that begins with https:// and get a certificate."))
        }
        if settings.answersToAnyName {
            findings.append(
                Finding(
                    .allowedHosts, "any name is answered, also one that an attacker leads here.",
                    do: "Name the hosts, or leave it out: then it is that of \(Setting.url.name)."))
        }
        return findings
    }

    private var reach: [Finding] {
        var findings: [Finding] = []
        let isLocal = Loopback.contains(settings.host)
        let hasProxy = !settings.proxies.ranges.isEmpty
        if !isLocal, settings.certificate == nil, !hasProxy {
            findings.append(
                Finding(
                    .host, "\(settings.host) can be reached from elsewhere, without TLS.",
                    do: "Give --tls-certificate and --tls-key; or listen at 127.0.0.1 behind a "
                        + "front server and list it in \(Setting.trustedProxies.name)."))
        }
        if isLocal, settings.certificate == nil, !hasProxy {
            findings.append(
                Finding(
                    .trustedProxies,
                    "no front server is listed: all its visitors look like one, "
                        + "and are throttled as one.",
                    do: "List it, such as 127.0.0.1."))
        }
        if settings.proxies.reach >= Self.proxyReach {
            findings.append(
                Finding(
                    .trustedProxies,
                    "\(Int(settings.proxies.reach * 100)) % of the internet is believed: "
                        + "whoever is throttled takes another address.",
                    do: "List the front servers only."))
        }
        if settings.certificate != nil, settings.redirectPort == nil {
            findings.append(
                Finding(
                    .redirectPort, "who types the address without https:// finds nothing.",
                    do: "Set it to 80."))
        }
        return findings
    }

    private var certificate: [Finding] {
        guard let files = settings.certificate else { return [] }
        guard let end = TLSContext.expiry(ofCertificate: files.certificate),
            (try? TLSContext(certificate: files.certificate, key: files.key)) != nil
        else {
            return [
                Finding(
                    .tlsCertificate, "it and its key cannot be used together.",
                    do: "Give a certificate with its chain, and its own key, both as PEM.")
            ]
        }
        var findings: [Finding] = []
        // A front server is the one that visitors' browsers judge.
        if settings.proxies.ranges.isEmpty,
            let host = settings.url.flatMap({ URL(string: $0)?.host() }),
            !CertificateNames.include(host, inCertificate: files.certificate)
        {
            findings.append(
                Finding(
                    .tlsCertificate, "it is not for \(host): browsers warn of the site.",
                    do: "Give one that names it."))
        }
        let rest = end.timeIntervalSinceNow
        let days = Int(rest / 86_400)
        if days < Self.certificateDays {
            findings.append(
                Finding(
                    .tlsCertificate, rest < 0 ? "it has expired." : "it expires in \(days) days.",
                    do: "Renew it; the site reads the new file by itself."))
        }
        return findings
    }

    private var files: [Finding] {
        let secret: [(String, String)] = [
            (settings.dataFolder, "chmod 700"),
            (settings.dataFolder + "/secret-key", "chmod 600"),
            (settings.certificate?.key ?? "", "chmod 600"),
            (settings.settingsFile ?? "", "chmod 600"),
        ]
        return secret.filter { isOpenToOthers($0.0) }.map { path, command in
            Finding(path, "others on this machine can read it.", do: "Run `\(command) \(path)`.")
        }
    }

    /// What visitors are shown is markup in templates, and in the file where pages are kept:
    /// whoever writes there runs scripts in their browsers.
    private var pages: [Finding] {
        let folders = [settings.resources, settings.theme, cacheFolder].compactMap(\.self)
        let shown = folders.flatMap { [$0, $0 + "/templates", $0 + "/static"] }
        return shown.filter { has($0, anyOf: 0o002) }.map { path in
            Finding(
                path, "others on this machine can change what visitors are shown.",
                do: "Run `chmod o-w \(path)`, or choose a folder of the site's own.")
        }
    }

    private func isOpenToOthers(_ path: String) -> Bool { has(path, anyOf: 0o077) }

    private func has(_ path: String, anyOf bits: mode_t) -> Bool {
        var status = stat()
        // The function fills in the structure.
        return unsafe stat(path, &status) == 0 && status.st_mode & bits != 0
    }

    private var process: [Finding] {
        var findings: [Finding] = []
        if getuid() == 0 {
            findings.append(
                Finding(
                    "user", "the site runs as root: a hole in it is a hole in the machine.",
                    do: "Run it as a user of its own; a port below 1024 needs "
                        + "CAP_NET_BIND_SERVICE only."))
        }
        if FileDescriptors.highestLimit < settings.connections.connections {
            findings.append(
                Finding(
                    .maxConnections,
                    "only \(FileDescriptors.highestLimit) files may be open, so "
                        + "fewer connections fit.",
                    do: "Raise the limit (LimitNOFILE= of systemd) or lower the setting."))
        }
        return findings
    }
}
