# The site, and a stage in which the tests run (see docker-compose.yml).

FROM swift:6.3-bookworm AS build
WORKDIR /source
COPY Makefile ./
COPY scripts scripts
RUN make install
COPY . .

FROM build AS tests
RUN make install-tests
RUN make build-tests
CMD ["make", "test-integration"]

FROM build AS release
RUN make build SWIFT_FLAGS=--static-swift-stdlib

# Only what runs: no compiler, no headers.
FROM debian:bookworm-slim AS site
RUN apt-get update -qq \
    && apt-get install --yes -qq --no-install-recommends \
        ca-certificates libbrotli1 libbson-1.0-0 libmd4c0 libmongoc-1.0-0 libsodium23 libsqlite3-0 \
        libvips42 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /var/lib/inkstone inkstone
WORKDIR /srv/inkstone
COPY --from=release /source/.build/release/inkstone /source/.build/release/inkstone-image-worker ./
COPY templates templates
COPY static static
USER inkstone
ENV INKSTONE_DATA=/var/lib/inkstone INKSTONE_ENVIRONMENT=production
VOLUME /var/lib/inkstone
EXPOSE 8080
CMD ["./inkstone", "serve", "--host", "0.0.0.0", "--port", "8080"]
