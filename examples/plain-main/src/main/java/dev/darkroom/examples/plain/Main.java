// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.job.JobStoreException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The way in: puts the commands together and turns what they throw into words. */
public final class Main {
    /** What a command returns when an image is not complete. */
    static final int NOT_ALL_COMPLETE = 1;

    private Main() {}

    /** Runs a command; see {@code darkroom --help}. */
    public static void main(String[] args) {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        System.exit(run(Host.ofThisProcess(), args));
    }

    static int run(Host host, String... args) {
        int code = commands(host).execute(args);
        host.out().flush();
        host.err().flush();
        return code;
    }

    private static CommandLine commands(Host host) {
        return new CommandLine(new Root())
                .addSubcommand(new ProcessCommand(host))
                .addSubcommand(new WatchCommand(host))
                .addSubcommand(new StatusCommand(host))
                .addSubcommand(new RetryCommand(host))
                .addSubcommand(new CostsCommand(host))
                .addSubcommand(new RecipesCommand(host))
                .setOut(host.out())
                .setErr(host.err())
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler(Main::explainFailure);
    }

    /** Not picocli's own, which prints the whole help below each slip and so hides the message. */
    private static int explainUsage(ParameterException slip, String[] args) {
        CommandLine command = slip.getCommandLine();
        command.getErr().println("darkroom: " + slip.getMessage());
        UnmatchedArgumentException.printSuggestions(slip, command.getErr());
        command.getErr()
                .println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what can be said here.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int explainFailure(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof UsageException) {
            command.getErr().println("darkroom: " + failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        String words = failure instanceof IOException || failure instanceof JobStoreException
                ? failure.getMessage()
                : "this should not have happened: " + failure;
        command.getErr().println("darkroom: " + words);
        if (Verbosity.isRaised()) {
            failure.printStackTrace(command.getErr());
        }
        return NOT_ALL_COMPLETE;
    }

    @Command(
            name = "darkroom",
            description = "Processes pictures: makes sizes of them, finds their colours, reads their facts.",
            synopsisSubcommandLabel = "COMMAND",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footer = {"", "Try 'darkroom process' for a look: it draws a few pictures and processes them."})
    private static final class Root {
        @Option(
                names = {"-v", "--verbose"},
                description = "Shows the log, and stack traces.",
                scope = ScopeType.INHERIT)
        @SuppressWarnings("UnusedMethod") // picocli calls it
        void verbose(boolean on) {
            if (on) {
                Verbosity.raise();
            }
        }
    }

    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"darkroom " + (version == null ? "(not packaged)" : version)};
        }
    }
}
