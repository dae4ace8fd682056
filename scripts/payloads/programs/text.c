// Strings: length, order, search, reversal, words, case, and a palindrome.

#include "../runtime.h"

static const char POEM[] = "so much depends upon a red wheel barrow glazed with rain water beside the white chickens";

static unsigned length(const char *s)
{
	const char *at = s;
	while (*at)
		at++;
	return (unsigned)(at - s);
}

static int order(const char *a, const char *b)
{
	for (; *a && *a == *b; a++, b++)
		;
	return (unsigned char)*a - (unsigned char)*b;
}

static const char *find(const char *text, const char *word)
{
	unsigned n = length(word);
	for (unsigned left = length(text); left >= n; left--, text++)
		if (memcmp(text, word, n) == 0)
			return text;
	return 0;
}

/** By Knuth, Morris and Pratt; how often. */
static unsigned occurrences(const char *text, const char *word)
{
	uint8_t fail[32] = {0};
	unsigned n = length(word), found = 0;
	for (unsigned i = 1, k = 0; i < n; i++) {
		while (k > 0 && word[k] != word[i])
			k = fail[k - 1];
		fail[i] = (uint8_t)(word[k] == word[i] ? ++k : k);
	}
	for (unsigned k = 0; *text; text++) {
		while (k > 0 && word[k] != *text)
			k = fail[k - 1];
		if (word[k] == *text && ++k == n) {
			found++;
			k = fail[k - 1];
		}
	}
	return found;
}

static void reverse(char *s, unsigned n)
{
	for (unsigned i = 0, j = n; i + 1 < j; i++) {
		char t = s[i];
		s[i] = s[--j];
		s[j] = t;
	}
}

static int is_palindrome(const char *s)
{
	int i = 0, j = (int)length(s) - 1;
	for (; i < j; i++, j--) {
		while (i < j && s[i] == ' ')
			i++;
		while (i < j && s[j] == ' ')
			j--;
		if ((s[i] | 0x20) != (s[j] | 0x20))
			return 0;
	}
	return 1;
}

int program(void)
{
	char copy[sizeof POEM];
	const char *words[20];
	unsigned count = 0;
	memcpy(copy, POEM, sizeof POEM);
	for (char *at = copy; *at; at++) {
		words[count++] = at;
		while (*at && *at != ' ')
			at++;
		if (!*at)
			break;
		*at = 0;
	}
	for (unsigned i = 1; i < count; i++)
		for (unsigned j = i; j > 0 && order(words[j - 1], words[j]) > 0; j--) {
			const char *t = words[j];
			words[j] = words[j - 1];
			words[j - 1] = t;
		}
	for (unsigned i = 0; i < count; i++)
		print("%s%c", words[i], i + 1 < count ? ',' : '\n');
	print("%u letters, wheel at %d, nothing at %d\n", length(POEM), find(POEM, "wheel") - POEM, find(POEM, "plum") != 0);
	print("abab in ababababa: %u, en: %u\n", occurrences("ababababa", "abab"), occurrences(POEM, "en"));
	memcpy(copy, POEM, sizeof POEM);
	reverse(copy, sizeof POEM - 1);
	print("%s\n", copy);
	memmove(copy + 5, copy, 40);
	memmove(copy, copy + 3, 30);
	print("%s\n", copy);
	for (char *at = copy; *at; at++)
		*at = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
	print("%s\n", copy);
	print("%d %d\n", is_palindrome("Never odd or even"), is_palindrome("Never odd nor even"));
	return 0;
}
