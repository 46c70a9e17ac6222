// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What drivers repeat in their messages and must not: the address with all its settings, and passwords. */
final class Secrets {
    private static final Pattern IN_ADDRESS = Pattern.compile("(?i)[?;&]\\w*password=([^&;]+)|//[^/@:]*:([^/@]+)@");

    private final String url;
    private final String shown;
    private final List<String> passwords;

    private Secrets(String url, String shown, List<String> passwords) {
        this.url = url;
        this.shown = shown;
        this.passwords = List.copyOf(passwords);
    }

    static Secrets of(JdbcSettings settings) {
        List<String> passwords = new ArrayList<>();
        settings.password().filter(password -> !password.isEmpty()).ifPresent(passwords::add);
        Matcher password = IN_ADDRESS.matcher(settings.url());
        while (password.find()) {
            passwords.add(password.group(1) == null ? password.group(2) : password.group(1));
        }
        return new Secrets(settings.url(), settings.toString(), passwords);
    }

    /** Returns a message without them. */
    String hide(SQLException failure) {
        return hide(String.valueOf(failure.getMessage()));
    }

    private String hide(String message) {
        String hidden = message;
        if (!url.isEmpty()) {
            hidden = hidden.replace(Urls.durable(url), shown).replace(url, shown);
        }
        for (String password : passwords) {
            hidden = hidden.replace(password, "***");
        }
        return hidden;
    }

    /** Returns a failure that may be logged: itself, or one like it if it or what caused it tells too much. */
    SQLException hideIn(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (!hide(cause.toString()).equals(cause.toString())) {
                SQLException like = new SQLException(hide(failure), failure.getSQLState(), failure.getErrorCode());
                like.setStackTrace(failure.getStackTrace());
                return like;
            }
        }
        return failure;
    }
}
