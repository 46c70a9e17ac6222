// SPDX-License-Identifier: Apache-2.0
package dev.darkroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The walls of the house. What is allowed stands in the tables at the top; an entry that nothing needs fails too. */
@AnalyzeClasses(locations = ArchitectureTest.MainClasses.class)
class ArchitectureTest {
    private static final String ROOT = "dev.darkroom";

    /**
     * From low to high: a room may use the rooms of the lines above its own in this table, and none beside it. The
     * job stands below the process, since a step's context shows the job.
     */
    private static final List<Set<String>> LOW_TO_HIGH = List.of(
            Set.of("colour", "text"),
            Set.of("image", "cost", "limit", "codec.plane"),
            Set.of("codec.gif", "codec.jpeg", "tags"),
            Set.of("codec", "http", "storage"),
            Set.of("source", "job", "paid"),
            Set.of("process", "event"),
            Set.of("recipe"),
            Set.of(
                    "analysis",
                    "cutout",
                    "fingerprint",
                    "metadata",
                    "palette",
                    "placeholder",
                    "quality",
                    "variant",
                    "engine"),
            Set.of("search"),
            Set.of("plugin"),
            Set.of(""));

    /** The rooms that no host sees. */
    private static final Set<String> HIDDEN =
            Set.of("codec.plane", "codec.gif", "codec.jpeg", "colour", "engine", "tags");

    /** Which rooms may use a library, by the start of its packages. All but the JDK and JSpecify are listed. */
    private static final Map<String, Set<String>> USERS_OF = Map.of(
            "com.drew.", Set.of("metadata", "tags"),
            "com.fasterxml.jackson.", Set.of("cost", "job"),
            "com.twelvemonkeys.", Set.of("codec"),
            "java.awt.", Set.of("codec"),
            "javax.imageio.", Set.of("codec"),
            "okhttp3.", Set.of("http"),
            "dev.failsafe.", Set.of("paid"),
            "okio.", Set.of("http"),
            "org.slf4j.", Set.of("codec", "engine", "search", "tags"));

    /** Constants may be of these types; enums, and classes of ours whose fields are all final, need no entry. */
    private static final Set<String> IMMUTABLE = Set.of(
            "java.lang.String",
            "java.lang.invoke.VarHandle",
            "java.time.Duration",
            "java.time.format.DateTimeFormatter",
            "java.util.Comparator",
            "java.util.regex.Pattern",
            // Can't be seen to be immutable; that none is filled in a static initialiser is a rule of its own.
            "java.util.List",
            "java.util.Map",
            "java.util.Set",
            // Safe to share, and made to be: it only hands out writers.
            "org.slf4j.Logger",
            // Not touched after its builder, from when on threads may share it.
            "com.fasterxml.jackson.databind.ObjectMapper",
            // An empty body, which can be sent any number of times.
            "okhttp3.RequestBody");

    /** Who may ask the machine for the time or for chance, and why: everybody else is handed both. */
    private static final List<Allowed> NOT_HANDED_IN = List.of(
            new Allowed("dev.darkroom.JobHandle", "System.nanoTime", "a host's thread really waits"),
            new Allowed("dev.darkroom.engine.Worker", "System.nanoTime", "close() really waits for steps under way"),
            new Allowed("dev.darkroom.DarkroomBuilder", "InstantSource.system", "the default; clock() replaces it"),
            new Allowed("dev.darkroom.DarkroomBuilder", "RandomGenerator.getDefault", "as above; see random()"),
            new Allowed("dev.darkroom.http.GuardedHttp$Builder", "InstantSource.system", "the default, as above"),
            new Allowed("dev.darkroom.job.JobStore", "InstantSource.system", "the default of inMemory(clock)"),
            new Allowed("dev.darkroom.storage.Drafts", "UUID.randomUUID", "a name for a file that gets another"));

    private static final Pattern TIME_OR_CHANCE = Pattern.compile("Thread\\.(sleep|onSpinWait)|TimeUnit\\.sleep"
            + "|System\\.(currentTimeMillis|nanoTime)|(Instant|Local\\w+|Zoned\\w+|Offset\\w+|Year\\w*)\\.now"
            + "|Clock\\.(system|tick)\\w*|InstantSource\\.system|Date\\.<init>|Calendar\\.getInstance"
            + "|Math\\.random|(Random|SplittableRandom|SecureRandom)\\.<init>|ThreadLocalRandom\\.current"
            + "|RandomGenerator\\.(getDefault|of)|RandomGeneratorFactory\\.\\w+|UUID\\.randomUUID");

    private record Allowed(String user, String call, String reason) {}

    @ArchTest
    static final ArchRule rooms_stand_in_no_circle =
            slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule a_room_uses_only_rooms_below_it =
            classes().should(condition("use only rooms below their own", new RoomsBelow()));

    @ArchTest
    static final ArchRule only_the_root_knows_the_engine = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".engine..");

    @ArchTest
    static final ArchRule a_library_is_used_in_its_room_only =
            classes().should(condition("use libraries only where they belong", new LibrariesInTheirRooms()));

    @ArchTest
    static final ArchRule no_foreign_type_stands_in_a_public_signature = classes()
            .that(are("visible to hosts", ArchitectureTest::isVisible))
            .should(condition("show only types of the JDK and of exported packages", new OwnSignatures()));

    @ArchTest
    static final ArchRule no_static_field_can_be_set_again =
            fields().that(are("static", ArchitectureTest::isConstant)).should().beFinal();

    @ArchTest
    static final ArchRule no_static_field_holds_what_can_change = fields().that(
                    are("static", ArchitectureTest::isConstant))
            .should(condition("be of an immutable type", (field, faults) -> {
                if (!isImmutable(field)) {
                    faults.accept(field.getDescription() + " is of type "
                            + field.getRawType().getName());
                }
            }));

    @ArchTest
    static final ArchRule no_static_initialiser_fills_a_collection = classes()
            .should(condition(
                    "make no mutable collection in a static initialiser",
                    (type, faults) -> type.getStaticInitializer()
                            .ifPresent(initialiser -> initialiser.getConstructorCallsFromSelf().stream()
                                    .filter(call -> isMutableCollection(call.getTargetOwner()))
                                    .map(JavaCall::getDescription)
                                    .forEach(faults::accept))));

    @ArchTest
    static final ArchRule no_standard_streams = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule time_and_chance_are_handed_in =
            classes().should(condition("be handed time and chance", new HandedIn()));

    @ArchTest
    static final ArchRule no_name_says_nothing =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .should(condition("be in a package with @NullMarked", (type, faults) -> {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    faults.accept(type.getName() + " is in a package without @NullMarked");
                }
            }));

    @ArchTest
    static final ArchRule only_the_engine_and_codecs_insides_are_hidden = classes()
            .should(condition("be exported unless hidden", (type, faults) -> {
                if (isExported(type) == HIDDEN.contains(room(type))) {
                    faults.accept("package " + type.getPackageName() + (isExported(type) ? " is" : " isn't")
                            + " exported by module-info");
                }
            }));

    /** Finds main classes by where the root class lies, which holds on the class path and on the module path. */
    static final class MainClasses implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            return Set.of(Location.of(folder()));
        }

        static Path folder() {
            try {
                return Path.of(Darkroom.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final Set<String> EXPORTED = exported();

    private static Set<String> exported() {
        try (InputStream in = Files.newInputStream(MainClasses.folder().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in).exports().stream()
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One rule's view of one thing; {@link #end} tells what is wrong with the rule's own table. */
    @FunctionalInterface
    private interface Check<T> {
        void check(T thing, Faults faults);

        default void end(Faults faults) {}
    }

    @FunctionalInterface
    private interface Faults {
        void accept(String fault);
    }

    private static <T> ArchCondition<T> condition(String description, Check<T> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T thing, ConditionEvents events) {
                check.check(thing, fault -> events.add(SimpleConditionEvent.violated(thing, fault)));
            }

            @Override
            public void finish(ConditionEvents events) {
                check.end(fault -> events.add(SimpleConditionEvent.violated(ArchitectureTest.class, fault)));
            }
        };
    }

    private static <T> DescribedPredicate<T> are(String description, Predicate<T> test) {
        return DescribedPredicate.describe(description, test);
    }

    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package of " + ROOT;
        }
    }

    private static final class RoomsBelow implements Check<JavaClass> {
        private final Set<String> unseen =
                LOW_TO_HIGH.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));

        @Override
        public void check(JavaClass type, Faults faults) {
            String room = room(type);
            unseen.remove(room);
            if (height(room) < 0) {
                faults.accept(type.getName() + " is in a room that has no place in LOW_TO_HIGH");
            }
            dependencies(type)
                    .filter(other -> isOurs(other.getTargetClass()))
                    .filter(other -> !room(other.getTargetClass()).equals(room))
                    .filter(other -> height(room(other.getTargetClass())) >= height(room))
                    .map(Dependency::getDescription)
                    .forEach(faults::accept);
        }

        @Override
        public void end(Faults faults) {
            unseen.forEach(room -> faults.accept("there is no room '" + room + "' any more"));
        }

        private static int height(String room) {
            for (int height = 0; height < LOW_TO_HIGH.size(); height++) {
                if (LOW_TO_HIGH.get(height).contains(room)) {
                    return height;
                }
            }
            return -1;
        }
    }

    private static final class LibrariesInTheirRooms implements Check<JavaClass> {
        private final Set<String> unseen = new TreeSet<>();

        LibrariesInTheirRooms() {
            USERS_OF.forEach((library, rooms) -> rooms.forEach(room -> unseen.add(room + " uses " + library)));
        }

        @Override
        public void check(JavaClass type, Faults faults) {
            String room = room(type);
            dependencies(type).forEach(dependency -> {
                String used = dependency.getTargetClass().getBaseComponentType().getName();
                String library = USERS_OF.keySet().stream()
                        .filter(used::startsWith)
                        .findFirst()
                        .orElse("");
                unseen.remove(room + " uses " + library);
                if (library.isEmpty() ? isForeign(used) : !USERS_OF.get(library).contains(room)) {
                    faults.accept(dependency.getDescription());
                }
            });
        }

        @Override
        public void end(Faults faults) {
            unseen.forEach(entry -> faults.accept("not true any more, so take it out of USERS_OF: " + entry));
        }
    }

    private static final class OwnSignatures implements Check<JavaClass> {
        @Override
        public void check(JavaClass type, Faults faults) {
            Stream<JavaType> above = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
            Stream.concat(above, type.getTypeParameters().stream())
                    .flatMap(part -> part.getAllInvolvedRawTypes().stream())
                    .forEach(part -> check(part, type.getDescription(), faults));
            checkAnnotations(type.getAnnotations(), type.getDescription(), faults);
            type.getMembers().stream().filter(ArchitectureTest::isOpen).forEach(member -> checkMember(member, faults));
        }

        private static void checkMember(JavaMember member, Faults faults) {
            member.getAllInvolvedRawTypes().forEach(part -> check(part, member.getDescription(), faults));
            checkAnnotations(member.getAnnotations(), member.getDescription(), faults);
        }

        private static void checkAnnotations(
                Set<? extends JavaAnnotation<?>> annotations, String where, Faults faults) {
            annotations.forEach(annotation -> check(annotation.getRawType(), where, faults));
        }

        private static void check(JavaClass part, String where, Faults faults) {
            JavaClass plain = part.getBaseComponentType();
            if (isForeign(plain.getName()) || (isOurs(plain) && !isExported(plain))) {
                faults.accept(where + " shows " + plain.getName());
            }
        }
    }

    private static final class HandedIn implements Check<JavaClass> {
        private final Set<Allowed> unseen = new HashSet<>(NOT_HANDED_IN);

        @Override
        public void check(JavaClass type, Faults faults) {
            Stream.concat(type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream())
                    .forEach(access -> {
                        AccessTarget target = access.getTarget();
                        String call = target.getOwner().getSimpleName() + "." + target.getName();
                        boolean allowed = unseen.removeIf(one -> is(one, type, call))
                                || NOT_HANDED_IN.stream().anyMatch(one -> is(one, type, call));
                        if (!allowed && TIME_OR_CHANCE.matcher(call).matches()) {
                            faults.accept(access.getDescription());
                        }
                    });
        }

        private static boolean is(Allowed one, JavaClass type, String call) {
            return one.user().equals(type.getName()) && one.call().equals(call);
        }

        @Override
        public void end(Faults faults) {
            unseen.forEach(one -> faults.accept("not needed any more: " + one));
        }
    }

    private static Stream<Dependency> dependencies(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream();
    }

    private static boolean isOurs(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(ROOT) || name.startsWith(ROOT + ".");
    }

    /** A room with everything in it; the root's name is empty. */
    private static String room(JavaClass type) {
        String below = type.getBaseComponentType().getPackageName().substring(ROOT.length());
        return below.isEmpty() ? "" : below.substring(1);
    }

    private static boolean isForeign(String type) {
        return type.contains(".")
                && Stream.of("java.", "javax.", ROOT + ".", "org.jspecify.annotations.")
                        .noneMatch(type::startsWith);
    }

    private static boolean isExported(JavaClass type) {
        return EXPORTED.contains(type.getPackageName());
    }

    private static boolean isVisible(JavaClass type) {
        return isExported(type)
                && isOpen(type.getModifiers())
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    private static boolean isOpen(JavaMember member) {
        return isOpen(member.getModifiers()) && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isOpen(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isConstant(JavaField field) {
        return field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isImmutable(JavaField field) {
        JavaClass type = field.getRawType();
        // What an array holds can be set again, and no rule sees who does: a private one is its own class's care.
        boolean privateArray = type.isArray() && field.getModifiers().contains(JavaModifier.PRIVATE);
        return type.isPrimitive()
                || type.isEnum()
                || IMMUTABLE.contains(type.getName())
                || privateArray
                || (isOurs(type) && onlyFinalFields(type));
    }

    private static boolean onlyFinalFields(JavaClass type) {
        return type.getAllFields().stream()
                .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
    }

    private static boolean isMutableCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }
}
