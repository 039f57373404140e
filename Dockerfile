# The program alone, in an image of its own, which runs as nobody in particular:
#   docker build -t dossier .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" dossier build content
# .git goes with the source, so that --version can tell the commit.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -o /dossier ./generator

FROM scratch
COPY --from=build /dossier /dossier
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/dossier"]
