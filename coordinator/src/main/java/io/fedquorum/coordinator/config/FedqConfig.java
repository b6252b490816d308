package io.fedquorum.coordinator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Every setting of the coordinator. A key is given as a system property ({@code fedq.http.port}) or
 * as an environment variable ({@code FEDQ_HTTP_PORT}). The reference page is {@code
 * docs/ref-configuration.md}; a test holds the two together.
 */
@ConfigMapping(prefix = "fedq")
public interface FedqConfig {
  /** Directory of everything that the coordinator keeps: database, log, artifacts, keys. */
  @WithDefault(".fedq")
  Path home();

  /** Directory of the training data; without it, it is looked for and fetched. */
  Optional<Path> data();

  /** The HTTP server. */
  Http http();

  /** The database. */
  Database database();

  /** The log. */
  Kafka kafka();

  /** The chain. */
  ChainSettings chain();

  /** The artifact store. */
  Artifacts artifacts();

  /** The data. */
  DatasetSettings dataset();

  /** Who may do what, and how often. */
  Security security();

  /** This process among the replicas of the coordinator. */
  Replica replica();

  /** The HTTP server. */
  interface Http {
    /** Address that it listens on. */
    @WithDefault("127.0.0.1")
    String host();

    /** Port that it listens on; 0 takes a free one. */
    @WithDefault("8080")
    int port();

    /** A connection on which nothing moves for so long is closed. */
    @WithDefault("75s")
    Duration idleTimeout();

    /** Most open connections; more are not accepted. */
    @WithDefault("2000")
    int maxConnections();

    /** A request body must have come in within this time, however fast it trickles. */
    @WithDefault("5m")
    Duration bodyTimeout();

    /** Most uploads at a time; more are told to come again. */
    @WithDefault("16")
    int maxUploads();

    /** Most event streams at a time. */
    @WithDefault("64")
    int maxStreams();
  }

  /** The database. */
  interface Database {
    /** JDBC URL of a PostgreSQL; without it, an embedded one starts in {@code HOME/postgres}. */
    Optional<String> url();

    /** User of that PostgreSQL. */
    Optional<String> user();

    /** Password of that user. */
    Optional<String> password();

    /** Most connections at a time. */
    @WithDefault("16")
    int maxConnections();
  }

  /** The log. */
  interface Kafka {
    /** Bootstrap servers; without them, an embedded broker starts in {@code HOME/kafka}. */
    Optional<String> bootstrapServers();

    /** The topic that events go to. */
    @WithDefault("fedquorum.events")
    String topic();

    /** Copies of the topic when the coordinator has to create it. */
    @WithDefault("1")
    short replicas();
  }

  /** The chain. */
  interface ChainSettings {
    /** JSON-RPC URL of a node. */
    Optional<String> rpc();

    /** The chain id that the node must have. */
    Optional<Long> id();

    /** Key file of the coordinator's account. */
    Optional<Path> keystore();

    /** File with the password of that key file. */
    Optional<Path> passwordFile();

    /** JSON-RPC URL of an external signer (Web3Signer), in the place of a key file. */
    Optional<String> signerUrl();

    /** The account that the external signer signs for. */
    Optional<String> signerAccount();

    /** The worker registry's address; without both addresses the contracts are deployed. */
    Optional<String> registry();

    /** The job registry's address. */
    Optional<String> jobs();

    /** The block from which the events of configured contracts are read. */
    @WithDefault("0")
    long deployedAt();

    /** The least stake of an active worker, in wei; fixed when the contracts are deployed. */
    @WithDefault("1000000000000000000")
    BigInteger minimumStake();

    /** From a worker's leave to the release of its stake; fixed when the contracts are deployed. */
    @WithDefault("1h")
    Duration cooldown();

    /** Whether workers must be approved; fixed when the contracts are deployed. */
    @WithDefault("true")
    boolean approvalRequired();

    /** Whether a development chain, without consensus, is good enough. */
    @WithDefault("false")
    boolean allowDevelopment();

    /** Whether blocks count as final although the node does not tell who sealed them. */
    @WithDefault("false")
    boolean assumeFinality();
  }

  /** The artifact store. */
  interface Artifacts {
    /** Its directory; without it, {@code HOME/artifacts}. */
    Optional<Path> directory();

    /** The greatest Euclidean norm of an uploaded result's parameters. */
    @WithDefault("1000000")
    double maxNorm();
  }

  /** The data. */
  interface DatasetSettings {
    /** {@code mnist}, {@code digits}, or {@code auto}: MNIST if it can be had, else digits. */
    @WithDefault("auto")
    String name();
  }

  /** Who may do what, and how often. */
  interface Security {
    /**
     * File of the operator's token, made at first start; without it, {@code HOME/operator.token}.
     */
    Optional<Path> operatorTokenFile();

    /** File of the researchers' read-only token; without it, {@code HOME/researcher.token}. */
    Optional<Path> researcherTokenFile();

    /** File of the viewers' token; without it, {@code HOME/viewer.token}. */
    Optional<Path> viewerTokenFile();

    /** The furthest that a signed request's expiry may lie ahead. */
    @WithDefault("120s")
    Duration requestMaxAge();

    /** Requests that one worker may make at once. */
    @WithDefault("60")
    int workerBurst();

    /** Requests per second that one worker may make for long. */
    @WithDefault("20")
    int workerRate();

    /** Requests that one network address may make at once. */
    @WithDefault("2000")
    int addressBurst();

    /** Requests per second that one network address may make for long. */
    @WithDefault("500")
    int addressRate();

    /** OpenID Connect for operators; off while no issuer is set. */
    Oidc oidc();
  }

  /** OpenID Connect: bearer tokens of people, signed by an issuer. */
  interface Oidc {
    /** URL of the issuer, exactly as its tokens name it; without it, only the token files count. */
    Optional<String> issuer();

    /** What the tokens' audience must hold. */
    @WithDefault("fedquorum")
    String audience();

    /** The claim that holds the roles: a list of texts, a path with slashes for a claim inside. */
    @WithDefault("roles")
    String rolesClaim();

    /** How long the issuer's keys are kept before they are fetched again. */
    @WithDefault("10m")
    Duration keysMaxAge();
  }

  /** This process among the replicas of the coordinator. */
  interface Replica {
    /** Its name, another one for each replica; without it, one is made and kept in {@code HOME}. */
    Optional<String> id();

    /** How long a replica may be silent before others take over its trainings. */
    @WithDefault("15s")
    Duration lease();

    /** How long a stop waits for the steps that are under way. */
    @WithDefault("20s")
    Duration drain();
  }
}
