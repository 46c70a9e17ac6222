// SPDX-License-Identifier: Apache-2.0
package dev.darkroom;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.cost.Budget;
import dev.darkroom.cost.PriceBook;
import dev.darkroom.engine.Settings;
import dev.darkroom.engine.Workshop;
import dev.darkroom.event.JobListener;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStore;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.limit.Turnstile;
import dev.darkroom.paid.PaidCalls;
import dev.darkroom.plugin.Contributions;
import dev.darkroom.plugin.DarkroomPlugin;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.search.SearchSettings;
import dev.darkroom.search.TextEmbedder;
import dev.darkroom.source.ImageSource;
import dev.darkroom.storage.Layout;
import dev.darkroom.storage.Storage;
import dev.darkroom.text.KeptText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Darkroom} together. What is required is a store, a storage and a recipe; the rest has good defaults. */
public final class DarkroomBuilder {

    enum WorkerKind {
        THREADS,
        BY_HAND,
        NONE
    }

    /** What a search is made with. */
    record Searching(SearchSettings settings, List<TextEmbedder> embedders) {}

    /** What decoding a picture takes at its height: its pixels, a scaled copy, and the bytes that it came in. */
    private static final int BYTES_A_PIXEL = 12;

    private final Map<String, Recipe> recipes = new LinkedHashMap<>();
    private final Map<String, ImageSource> sources = new LinkedHashMap<>();
    private final List<JobListener> listeners = new ArrayList<>();
    private final List<DarkroomPlugin> plugins = new ArrayList<>();
    private final Map<String, TextEmbedder> embedders = new LinkedHashMap<>();
    private final List<Budget> budgets = new ArrayList<>();
    private PriceBook prices = PriceBook.builtIn();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> contributed = new LinkedHashMap<>();
    private boolean discovering;
    private Map<String, String> environment = System.getenv();
    private @Nullable JobStore store;
    private @Nullable Storage storage;
    private @Nullable RateLimiter limiter;
    private @Nullable ImageEngine engine;
    private @Nullable GuardedHttp http;
    private Layout originals = Layout.byDate("bulk");
    private Layout renditions = Layout.byOwner("library");
    private WorkerKind worker = WorkerKind.THREADS;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = RandomGenerator.getDefault();
    private String node = "node";
    private int jobsAtOnce = 32;
    private int localThreads = Runtime.getRuntime().availableProcessors();
    private Duration aliveFor = Duration.ofSeconds(15);
    private Duration poll = Duration.ofSeconds(1);
    private Duration drain = Duration.ofSeconds(30);
    private long maxSourceBytes = 100L * 1024 * 1024;
    private long maxPixels = Math.max(1_000_000, Runtime.getRuntime().maxMemory() / BYTES_A_PIXEL);
    private int deathsAllowed = 2;
    private @Nullable Duration forgetAfter;
    private SearchSettings search = SearchSettings.standard();

    DarkroomBuilder() {}

    /** Sets where jobs are kept. The Darkroom takes it over, and closes it at its own end. */
    public DarkroomBuilder store(JobStore store) {
        this.store = store;
        return this;
    }

    /** Sets where files go. */
    public DarkroomBuilder storage(Storage storage) {
        this.storage = storage;
        return this;
    }

    /** Adds a recipe. */
    public DarkroomBuilder recipe(Recipe recipe) {
        if (recipes.putIfAbsent(recipe.name(), recipe) != null) {
            faults.add("there are two recipes named '" + recipe.name() + "'");
        }
        return this;
    }

    /** Adds a source, beside {@code file}, {@code url} and {@code stored}, or in the place of one of them. */
    public DarkroomBuilder source(ImageSource source) {
        if (sources.putIfAbsent(source.name(), source) != null) {
            faults.add("there are two sources named '" + source.name() + "'");
        }
        return this;
    }

    /** Adds a listener. */
    public DarkroomBuilder listener(JobListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Adds a module by hand. */
    public DarkroomBuilder plugin(DarkroomPlugin plugin) {
        plugins.add(plugin);
        return this;
    }

    /** Adds all modules that are on the class path or the module path, but for those added by hand. */
    public DarkroomBuilder discoverPlugins() {
        discovering = true;
        return this;
    }

    /** Sets what modules read their settings from, in the place of this process's environment. */
    public DarkroomBuilder environment(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        return this;
    }

    /** Sets what counts permits, in the place of the store. */
    public DarkroomBuilder limiter(RateLimiter limiter) {
        this.limiter = limiter;
        return this;
    }

    /** Sets what calls cost whose providers don't say it: {@link PriceBook#builtIn}, unless set. */
    public DarkroomBuilder prices(PriceBook prices) {
        this.prices = prices;
        return this;
    }

    /** Adds a budget that paid calls keep to. */
    public DarkroomBuilder budget(Budget budget) {
        budgets.add(budget);
        return this;
    }

    /**
     * Sets the client that fetches from the web and calls services, in the place of a standard one: for other limits, or
     * for a service in a private network. It stays the host's to close, after the Darkroom.
     */
    public DarkroomBuilder http(GuardedHttp http) {
        this.http = http;
        return this;
    }

    /** Sets what decodes and encodes pictures. */
    public DarkroomBuilder engine(ImageEngine engine) {
        this.engine = engine;
        return this;
    }

    /** Sets how originals are named in the storage: by date below {@code bulk}, unless set. */
    public DarkroomBuilder originals(Layout layout) {
        this.originals = layout;
        return this;
    }

    /** Sets how files made from originals are named in the storage: by owner below {@code library}, unless set. */
    public DarkroomBuilder renditions(Layout layout) {
        this.renditions = layout;
        return this;
    }

    /** Lets nothing happen but in {@link Darkroom#runDue}. */
    public DarkroomBuilder byHand() {
        this.worker = WorkerKind.BY_HAND;
        return this;
    }

    /** Lets this node only submit and look; others do the work. Such a node needs no recipes. */
    public DarkroomBuilder withoutWorker() {
        this.worker = WorkerKind.NONE;
        return this;
    }

    /** Sets a name for this node, at most {@value KeptText#MAX_NAME} characters, seen in the names of its workers. */
    public DarkroomBuilder node(String name) {
        this.node = KeptText.check("name of a node", name, KeptText.MAX_NAME);
        return this;
    }

    /** Sets how many jobs are worked on at once: 32, unless set. */
    public DarkroomBuilder jobsAtOnce(int jobs) {
        this.jobsAtOnce = atLeast(1, jobs, "jobsAtOnce");
        return this;
    }

    /** Sets how many local steps run at once: as many as there are cores, unless set. */
    public DarkroomBuilder localThreads(int threads) {
        this.localThreads = atLeast(1, threads, "localThreads");
        return this;
    }

    /** Sets how long this node counts as alive after a heartbeat: 15 s, unless set. Others then take its jobs. */
    public DarkroomBuilder aliveFor(Duration time) {
        this.aliveFor = atLeast(Duration.ofMillis(300), time, "aliveFor");
        return this;
    }

    /**
     * Sets how long an idle node waits before it looks for jobs that nobody told it of: 1 s, unless set. Right after it had
     * work it looks sooner.
     */
    public DarkroomBuilder poll(Duration time) {
        this.poll = atLeast(Duration.ofMillis(1), time, "poll");
        return this;
    }

    /** Forgets jobs by itself when they ended so long ago, see {@link Darkroom#prune}; unless set, none is forgotten. */
    public DarkroomBuilder forgetAfter(Duration age) {
        this.forgetAfter = atLeast(Duration.ofMillis(1), age, "forgetAfter");
        return this;
    }

    /** Sets how long {@link Darkroom#close} waits for steps under way: 30 s, unless set. */
    public DarkroomBuilder drain(Duration time) {
        this.drain = atLeast(Duration.ZERO, time, "drain");
        return this;
    }

    /** Sets the largest picture that is fetched, in bytes: 100 MiB, unless set. */
    public DarkroomBuilder maxSourceBytes(long bytes) {
        this.maxSourceBytes = atLeast(1, bytes, "maxSourceBytes");
        return this;
    }

    /** Sets how many pixels may be decoded at once, over all jobs: one for every 12 bytes of heap, unless set. */
    public DarkroomBuilder maxPixels(long pixels) {
        this.maxPixels = atLeast(1, pixels, "maxPixels");
        return this;
    }

    /** Sets after how many deaths of workers a job is failed as their cause: 2, unless set. */
    public DarkroomBuilder deathsAllowed(int deaths) {
        this.deathsAllowed = atLeast(1, deaths, "deathsAllowed");
        return this;
    }

    /** Sets how much {@link Darkroom#search} may hold, and how fresh it is. */
    public DarkroomBuilder search(SearchSettings settings) {
        this.search = settings;
        return this;
    }

    /** Adds what makes vectors of texts for searches. */
    public DarkroomBuilder embedder(TextEmbedder embedder) {
        if (embedders.putIfAbsent(embedder.model(), embedder) != null) {
            faults.add("there are two embedders of texts for '" + embedder.model() + "'");
        }
        return this;
    }

    /** Sets the clock, for tests. */
    public DarkroomBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /** Sets where chance comes from, for tests. */
    public DarkroomBuilder random(RandomGenerator random) {
        this.random = random;
        return this;
    }

    /** Builds it and starts its worker; or names everything that is missing or doesn't fit. */
    public Darkroom build() {
        if (http != null) {
            return build(http, null);
        }
        GuardedHttp own = GuardedHttp.standard();
        try {
            return build(own, own);
        } catch (RuntimeException | Error e) {
            own.close();
            throw e;
        }
    }

    private Darkroom build(GuardedHttp client, @Nullable GuardedHttp own) {
        allPlugins().forEach(plugin -> install(plugin, client));
        JobStore jobs = store;
        Storage files = storage;
        List<String> all = allFaults();
        if (jobs == null || files == null || !all.isEmpty()) {
            throw new IllegalStateException("this Darkroom can't be built: " + String.join("; ", all));
        }
        Completions completions = new Completions();
        return new Darkroom(
                workshop(jobs, files, client, completions),
                worker,
                completions,
                own,
                new Searching(search, List.copyOf(embedders.values())));
    }

    private List<DarkroomPlugin> allPlugins() {
        List<DarkroomPlugin> all = new ArrayList<>(plugins);
        if (discovering) {
            for (DarkroomPlugin found : ServiceLoader.load(DarkroomPlugin.class)) {
                if (plugins.stream().noneMatch(known -> known.getClass().equals(found.getClass()))) {
                    all.add(found);
                }
            }
        }
        return all;
    }

    private List<String> allFaults() {
        List<String> all = new ArrayList<>(faults);
        if (store == null) {
            all.add("no store: call store(JobStore.inMemory()) to try things out, or give it one that lasts");
        }
        if (storage == null) {
            all.add("no storage: call storage(FileStorage.at(Path.of(\"media\"))), or Storage.inMemory() in a test");
        }
        if (recipes.isEmpty() && worker != WorkerKind.NONE) {
            all.add("no recipe: call recipe(Recipe.named(\"photo\").step(...))");
        }
        recipes.values().forEach(recipe -> all.addAll(recipe.faults()));
        return all;
    }

    private Workshop workshop(JobStore jobs, Storage files, GuardedHttp client, Completions completions) {
        Map<String, ImageSource> all = new LinkedHashMap<>(sources);
        all.computeIfAbsent(ImageRef.FILE, name -> ImageSource.files());
        all.computeIfAbsent(ImageRef.URL, name -> ImageSource.urls(client));
        all.computeIfAbsent(ImageRef.STORED, name -> ImageSource.stored(files));
        Turnstile turnstile = new Turnstile(limiter == null ? jobs.limiter() : limiter, clock);
        return new Workshop(
                jobs,
                files,
                originals,
                renditions,
                Map.copyOf(recipes),
                Map.copyOf(all),
                engine == null ? ImageEngine.standard() : engine,
                turnstile,
                new PaidCalls(turnstile, jobs.costs(), prices, List.copyOf(budgets), clock),
                client,
                List.copyOf(listeners),
                completions::finished,
                clock,
                random,
                new Settings(
                        node,
                        jobsAtOnce,
                        localThreads,
                        aliveFor,
                        poll,
                        drain,
                        maxSourceBytes,
                        maxPixels,
                        deathsAllowed,
                        Optional.ofNullable(forgetAfter)));
    }

    /** What the host added wins over what a plugin adds; two plugins that add the same are a fault. */
    private void install(DarkroomPlugin plugin, GuardedHttp client) {
        plugin.contribute(new Contributions() {
            @Override
            public Optional<String> setting(String name) {
                return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
            }

            @Override
            public GuardedHttp http() {
                return client;
            }

            @Override
            public void source(ImageSource source) {
                claim("source", source.name(), plugin);
                sources.putIfAbsent(source.name(), source);
            }

            @Override
            public void recipe(Recipe recipe) {
                claim("recipe", recipe.name(), plugin);
                recipes.putIfAbsent(recipe.name(), recipe);
            }

            @Override
            public void listener(JobListener listener) {
                listeners.add(listener);
            }

            @Override
            public void embedder(TextEmbedder embedder) {
                claim("embedder", embedder.model(), plugin);
                embedders.putIfAbsent(embedder.model(), embedder);
            }
        });
    }

    private void claim(String what, String name, DarkroomPlugin plugin) {
        String other = contributed.putIfAbsent(what + " '" + name + "'", plugin.name());
        if (other != null) {
            faults.add("the plugins '" + other + "' and '" + plugin.name() + "' both add a " + what + " named '" + name
                    + "'");
        }
    }

    private static int atLeast(int least, int value, String what) {
        return (int) atLeast(least, (long) value, what);
    }

    private static long atLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " is at least " + least + ", not " + value);
        }
        return value;
    }

    private static Duration atLeast(Duration least, Duration value, String what) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(what + " is at least " + least + ", not " + value);
        }
        return value;
    }
}
