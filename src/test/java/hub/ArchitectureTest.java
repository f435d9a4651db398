package hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The walls between what flows, what the flows call, and the rooms. */
@AnalyzeClasses(
    packages = {"hub", "routes", "components"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule hubKnowsNoRoutes =
      noClasses()
          .that()
          .resideInAPackage("hub..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("routes..", "components..");

  @ArchTest
  static final ArchRule onlyIntegrationKnowsCamel =
      noClasses()
          .that()
          .resideInAPackage("hub..")
          .and()
          .resideOutsideOfPackage("hub.integration..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  @ArchTest
  static final ArchRule roomsFormNoCycle = slices().matching("hub.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule sandboxKnowsNoOtherRoom =
      noClasses()
          .that()
          .resideInAPackage("hub.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "hub.analysis..",
              "hub.api..",
              "hub.billing..",
              "hub.budget..",
              "hub.imports..",
              "hub.jobs..",
              "hub.ledger..",
              "hub.llm..",
              "hub.reddit..",
              "hub.sources..",
              "hub.start..",
              "hub.web..");

  @ArchTest
  static final ArchRule webKnowsNoOtherRoom =
      noClasses()
          .that()
          .resideInAPackage("hub.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "hub.analysis..",
              "hub.api..",
              "hub.billing..",
              "hub.budget..",
              "hub.imports..",
              "hub.jobs..",
              "hub.ledger..",
              "hub.llm..",
              "hub.reddit..",
              "hub.sandbox..",
              "hub.sources..",
              "hub.start..");

  @ArchTest
  static final ArchRule componentsKnowNothingOfTheHub =
      noClasses()
          .that()
          .resideInAPackage("components..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("hub..", "routes..");

  @ArchTest
  static final ArchRule budgetKnowsNoLedger =
      noClasses()
          .that()
          .resideInAPackage("hub.budget..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("hub.ledger..", "hub.billing..");

  @ArchTest
  static final ArchRule moneyHasNoFloatingPoint =
      classes()
          .that()
          .resideInAnyPackage("hub.budget..", "hub.ledger..", "hub.billing..")
          .should(new NoFloatingPoint());

  /** A query's stream keeps its connection until it is closed, and nothing reminds of that. */
  @ArchTest
  static final ArchRule queriesAreReadAsLists =
      noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream");

  @ArchTest
  static final ArchRule nullIsMarkedEverywhere =
      classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);
}
