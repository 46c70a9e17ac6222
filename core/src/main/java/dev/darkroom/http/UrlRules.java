// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/*
 * Reads an address strictly before OkHttp reads it leniently. Lenient readers disagree (what is the host of
 * "http://a\@b"?), and each disagreement is a way around a check. So everything odd in front of the path is refused:
 * other alphabets, escapes, users, short and octal and hexadecimal numbers, zones. Path and query are free.
 */
/** Turns text into an address that the rules allow to call. */
final class UrlRules {
    private static final Pattern START = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)[^\\p{Cntrl}\\\\]*");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9A-Fa-f]*)\\.?");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final int MAX_NAME = 254;

    private final GuardRules rules;

    UrlRules(GuardRules rules) {
        this.rules = rules;
    }

    /** Returns the address in the form that is called, or throws with a reason that gives no secret away. */
    HttpUrl check(String text) throws BlockedException {
        Matcher start = START.matcher(text);
        if (!start.matches()) {
            throw blocked(text, "is not a plain http or https address");
        }
        checkScheme(text, start.group(1));
        checkAuthority(text, start.group(2));
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw blocked(text, "is not an address that can be called");
        }
        return checkParsed(withoutRootDot(url));
    }

    private void checkScheme(String text, String scheme) throws BlockedException {
        if (!rules.schemeAllowed(scheme.toLowerCase(Locale.ROOT))) {
            throw blocked(text, "has a scheme that is not allowed");
        }
    }

    private static void checkAuthority(String text, String authority) throws BlockedException {
        if (authority.indexOf('@') >= 0) {
            throw blocked(text, "names a user, which is not allowed");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw blocked(text, "has a host in an odd form");
        }
        String host = parts.group(1);
        if (!host.startsWith("[")) {
            checkName(text, host);
        }
    }

    private static void checkName(String text, String host) throws BlockedException {
        boolean number = LIKE_A_NUMBER.matcher(host).matches();
        boolean plain = number
                ? DOTTED_QUAD.matcher(host).matches()
                : host.length() <= MAX_NAME && NAME.matcher(host).matches();
        if (!plain) {
            throw blocked(text, "has a host in an odd form");
        }
    }

    /** What OkHttp made of it is what counts in the end. */
    private HttpUrl checkParsed(HttpUrl url) throws BlockedException {
        if (!rules.portAllowed(url.host(), url.port())) {
            throw blocked(url.toString(), "has a port that is not allowed: " + url.port());
        }
        if (isLiteral(url.host())) {
            rules.check(url.host(), literal(url.host()));
        }
        return url;
    }

    /** OkHttp asks no name service about a literal address, so that GuardedDns never sees it. */
    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || DOTTED_QUAD.matcher(host).matches();
    }

    private static InetAddress literal(String host) throws BlockedException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw blocked(host, "is not an address that can be called");
        }
    }

    private static HttpUrl withoutRootDot(HttpUrl url) {
        String host = url.host();
        return host.endsWith(".")
                ? url.newBuilder().host(host.substring(0, host.length() - 1)).build()
                : url;
    }

    private static BlockedException blocked(String text, String what) {
        return new BlockedException(UrlText.shown(text) + " " + what);
    }
}
