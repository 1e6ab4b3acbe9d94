package io.cuepoint.api.embedded;

/** What {@code --help} prints. */
final class Usage {
  static final String TEXT =
      """
      Cuepoint: watches long videos and answers, to the second, when something happened.

      Usage: java -jar api-<version>-embedded.jar [--property=value ...]
             java -jar api-<version>-embedded.jar ask FOLDER VIDEO "QUESTION" [--json]

      Starts everything in this one process, broker and database included, and serves the
      page on http://127.0.0.1:8080. Ctrl-C stops it; what it knows lies under its home.

      Properties, each also taken from the environment (server.port as SERVER_PORT):
        --server.port=8080             where the page and the API are served
        --server.address=127.0.0.1     on which address; others than loopback are reachable
                                       by everyone who reaches this machine
        --cuepoint.home=.cuepoint      where everything is kept
        --cuepoint.objects=file:DIR    where videos are kept (default: under the home), or
                                       s3://BUCKET/PREFIX
        --cuepoint.model.path=DIR      a Qwen2.5-VL folder
        --cuepoint.demo=true           without one: a tiny model that knows coloured shapes
                                       alone, and one of its films
        --cuepoint.embedding.path=DIR  another sentence model (ONNX)
        --cuepoint.embedded.pgvector=  the pgvector package or its folder; none: without
        --cuepoint.embedded.broker-port=0, --cuepoint.embedded.database-port=0
                                       ports of the servers inside; 0 takes free ones
        --cuepoint.kafka.bootstrap-servers=HOST:PORT
                                       an outside Kafka in place of the broker inside
        --cuepoint.database.url=jdbc:postgresql://HOST/NAME (with .user and .password)
                                       an outside PostgreSQL with pgvector
        --debug                        more about a failed start

      Exit codes: 0 done, 1 failed, 2 wrong usage.
      """;

  private Usage() {}
}
