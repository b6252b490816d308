package io.fedquorum.coordinator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;

/** Dependencies point one way: contracts, then worker, then coordinator. */
@AnalyzeClasses(packages = "io.fedquorum", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "io.fedquorum.coordinator.assignment..",
    "io.fedquorum.coordinator.verification..",
    "io.fedquorum.coordinator.aggregation..",
    "io.fedquorum.coordinator.payment..",
    "io.fedquorum.coordinator.planner..",
    "io.fedquorum.coordinator.replay.."
  };

  @ArchTest
  static final ArchRule contractsKnowNeitherWorkerNorCoordinator =
      noClasses()
          .that()
          .resideInAnyPackage("io.fedquorum.protocol..", "io.fedquorum.chain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fedquorum.worker..", "io.fedquorum.network..", "io.fedquorum.coordinator..");

  @ArchTest
  static final ArchRule theNetworkKnowsContractsOnly =
      noClasses()
          .that()
          .resideInAPackage("io.fedquorum.network..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fedquorum.worker..", "io.fedquorum.coordinator..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule workersDoNotKnowTheCoordinator =
      noClasses()
          .that()
          .resideInAPackage("io.fedquorum.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fedquorum.coordinator..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theCoordinatorKnowsOnlyTheTrainingEngineOfTheWorker =
      noClasses()
          .that()
          .resideInAPackage("io.fedquorum.coordinator..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("io.fedquorum.worker..")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackage(
                          "io.fedquorum.worker.training..")));

  @ArchTest
  static final ArchRule onlyTheAdapterKnowsWeb3j =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fedquorum.chain.web3j..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.web3j..");

  @ArchTest
  static final ArchRule onlyTheEventLogAndTheEmbeddedBrokerKnowKafka =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.fedquorum.coordinator.eventlog..", "io.fedquorum.coordinator.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..");

  @ArchTest
  static final ArchRule onlyTheTrainingEngineKnowsDeeplearning4j =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fedquorum.worker.training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..");

  @ArchTest
  static final ArchRule nobodyKnowsTheApi =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fedquorum.coordinator.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fedquorum.coordinator.api..");

  @ArchTest
  static final ArchRule packagesOfTheCoordinatorFormNoCycle =
      slices().matching("io.fedquorum.coordinator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCoreOfARoundIsPure =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "io.smallrye..",
              "io.vertx..",
              "jakarta..",
              "org.hibernate..",
              "org.apache.kafka..",
              "java.sql..",
              "javax.sql..")
          .orShould()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("java.net..")
                  // an address as a value opens nothing
                  .and(DescribedPredicate.not(JavaClass.Predicates.type(URI.class))))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.security.SecureRandom")
          .allowEmptyShould(true);
}
