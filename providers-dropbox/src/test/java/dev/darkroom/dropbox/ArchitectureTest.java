// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;

/** The walls of a provider: few public types, core's public types below them, and no other library in sight. */
@AnalyzeClasses(locations = ArchitectureTest.MainClasses.class)
class ArchitectureTest {
    private static final Set<String> PUBLIC = Set.of(
            "DropboxPlugin",
            "DropboxSettings",
            "DropboxFile",
            "DropboxWatcher",
            "DropboxWatcher$Builder",
            "DropboxWatcher$Listener");

    @ArchTest
    static final ArchRule the_public_types_are_these = classes()
            .that()
            .arePublic()
            .and(are("not package-info", type -> !type.getSimpleName().equals("package-info")))
            .should()
            .haveNameMatching(".*\\.(" + String.join("|", PUBLIC).replace("$", "\\$") + ")");

    @ArchTest
    static final ArchRule it_uses_core_json_and_logging_alone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "com.fasterxml.jackson..",
                    "dev.darkroom",
                    "dev.darkroom.dropbox..",
                    "dev.darkroom.http..",
                    "dev.darkroom.image..",
                    "dev.darkroom.job..",
                    "dev.darkroom.plugin..",
                    "dev.darkroom.recipe..",
                    "dev.darkroom.source..",
                    "dev.darkroom.text..");

    @ArchTest
    static final ArchRule no_static_field_can_be_set_again =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule no_standard_streams = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule no_name_says_nothing =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?");

    @ArchTest
    static void no_foreign_type_stands_in_a_public_signature(JavaClasses all) {
        for (JavaClass type : all) {
            if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
                type.getMembers().stream()
                        .filter(ArchitectureTest::isOpen)
                        .forEach(member -> assertThat(member.getAllInvolvedRawTypes())
                                .as(member.getFullName())
                                .noneMatch(part -> part.getName().startsWith("com.")
                                        || part.getName().startsWith("org.slf4j")));
            }
        }
    }

    private static boolean isOpen(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> test) {
        return DescribedPredicate.describe(description, test);
    }

    /** Finds main classes by where one of them lies, which holds on the class path and on the module path. */
    static final class MainClasses implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            try {
                return Set.of(Location.of(Path.of(DropboxPlugin.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())));
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
