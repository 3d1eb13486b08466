# One static binary on a base without a shell. docker_test.go builds the line below and runs it shut in the same way.

FROM golang:1.26-bookworm AS build
WORKDIR /src
# The modules before the code: they change less often, and this layer is then kept.
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /out/helpaide ./cmd/helpaide
# A new volume takes the owner of the folder it covers.
RUN mkdir /out/data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/helpaide /usr/local/bin/helpaide
COPY --from=build --chown=65532:65532 /out/data /data
# By number: Kubernetes cannot see that a name is not root.
USER 65532:65532
# All that is ever written. The rest may be read-only: docker run --read-only.
VOLUME ["/data"]
ENTRYPOINT ["/usr/local/bin/helpaide"]
CMD ["chat", "--db", "/data/helpaide.db"]
