// libedit's variadic interface behind fixed-arity functions, with what it lacks: bracketed paste,
// Ctrl-C as an event of the line, resizing while it waits for a key.
#define _GNU_SOURCE
#include "cedit.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

struct cedit {
  EditLine *line;
  History *history;
  void *context;
  cedit_complete complete;
  const char *prompt;
  char *current;
  int interrupted;
  char *pasted;  // lines not yet handed out; NULL when none
  size_t pasted_at;
  char *partial;  // text that the next line starts with
};

static volatile sig_atomic_t resized = 0;
static void on_resize(int signal) {
  (void)signal;
  resized = 1;
}

static cedit *of(EditLine *line) {
  void *data = NULL;
  el_get(line, EL_CLIENTDATA, &data);
  return data;
}

static char *prompt_of(EditLine *line) { return (char *)(of(line)->prompt ? of(line)->prompt : ""); }

// One wide character from standard input; resizes while it waits.
static int read_character(EditLine *line, wchar_t *character) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  for (;;) {
    char byte;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count == 0) return 0;
    if (count < 0) {
      if (errno != EINTR) return -1;
      if (resized) {
        resized = 0;
        el_resize(line);
      }
      continue;
    }
    size_t used = mbrtowc(character, &byte, 1, &state);
    if (used == (size_t)-2) continue;
    if (used == (size_t)-1) {  // not a character of the locale: drop it
      memset(&state, 0, sizeof state);
      continue;
    }
    return 1;
  }
}

static unsigned char on_tab(EditLine *line, int key) {
  (void)key;
  cedit *editor = of(line);
  const LineInfo *info = el_line(line);
  int length = (int)(info->lastchar - info->buffer);
  int cursor = (int)(info->cursor - info->buffer);
  char *copy = malloc((size_t)length + 1);
  if (!copy) return CC_ERROR;
  memcpy(copy, info->buffer, (size_t)length);
  copy[length] = 0;
  int action = editor->complete ? editor->complete(editor->context, editor, copy, length, cursor)
                                : CEDIT_BEEP;
  free(copy);
  switch (action) {
    case CEDIT_REFRESH: return CC_REFRESH;
    case CEDIT_REDISPLAY: return CC_REDISPLAY;
    case CEDIT_KEEP: return CC_NORM;
    default: return CC_REFRESH_BEEP;
  }
}

// The line is dropped: it ends in a visible ^C and a pushed line break, so that libedit itself
// leaves the cursor below it.
static unsigned char on_interrupt(EditLine *line, int key) {
  (void)key;
  const LineInfo *info = el_line(line);
  of(line)->interrupted = 1;
  el_cursor(line, (int)(info->lastchar - info->cursor));
  el_winsertstr(line, L"^C");
  el_push(line, "\n");
  return CC_REFRESH;
}

// Reads up to the end mark of a bracketed paste.
static unsigned char on_paste(EditLine *line, int key) {
  (void)key;
  static const wchar_t mark[] = L"\033[201~";
  const size_t mark_length = 6;
  cedit *editor = of(line);
  size_t capacity = 1024, count = 0;
  wchar_t *text = malloc(capacity * sizeof *text);
  if (!text) return CC_ERROR;
  wchar_t character;
  while (el_wgetc(line, &character) == 1) {
    if (count + 2 > capacity) {
      wchar_t *larger = realloc(text, (capacity *= 2) * sizeof *text);
      if (!larger) break;
      text = larger;
    }
    text[count++] = character == L'\r' ? L'\n' : character;
    if (count >= mark_length && !wmemcmp(text + count - mark_length, mark, mark_length)) {
      count -= mark_length;
      break;
    }
  }
  text[count] = 0;
  wchar_t *rest = wcschr(text, L'\n');
  if (!rest) {
    for (size_t i = 0; i < count; i++)
      if (text[i] == L'\t') text[i] = L' ';
    if (count) el_winsertstr(line, text);
    free(text);
    return CC_REFRESH;
  }
  *rest++ = 0;
  if (*text) el_winsertstr(line, text);
  size_t bytes = wcstombs(NULL, rest, 0);
  if (bytes != (size_t)-1) {
    free(editor->pasted);
    editor->pasted = malloc(bytes + 1);
    editor->pasted_at = 0;
    if (editor->pasted) wcstombs(editor->pasted, rest, bytes + 1);
  }
  free(text);
  // The rest of the line after the cursor stays in the line that is handed out.
  el_push(line, "\n");
  return CC_REFRESH;
}

cedit *cedit_open(const char *program, void *context, cedit_complete complete) {
  cedit *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->context = context;
  editor->complete = complete;
  if (!setlocale(LC_CTYPE, "") || MB_CUR_MAX == 1) setlocale(LC_CTYPE, "C.UTF-8");
  editor->line = el_init(program, stdin, stdout, stderr);
  editor->history = history_init();
  if (!editor->line || !editor->history) {
    cedit_close(editor);
    return NULL;
  }
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, 10000);
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(editor->line, EL_CLIENTDATA, editor);
  el_set(editor->line, EL_EDITOR, "emacs");
  el_set(editor->line, EL_SIGNAL, 0);
  el_set(editor->line, EL_PROMPT, prompt_of);
  el_set(editor->line, EL_HIST, history, editor->history);
  el_wset(editor->line, EL_GETCFN, read_character);
  el_set(editor->line, EL_SETTY, "-d", "-isig", NULL);
  el_set(editor->line, EL_ADDFN, "fml-complete", "complete the word", on_tab);
  el_set(editor->line, EL_ADDFN, "fml-interrupt", "drop the line", on_interrupt);
  el_set(editor->line, EL_ADDFN, "fml-paste", "take a bracketed paste", on_paste);
  el_set(editor->line, EL_BIND, "\t", "fml-complete", NULL);
  el_set(editor->line, EL_BIND, "^C", "fml-interrupt", NULL);
  el_set(editor->line, EL_BIND, "\033[200~", "fml-paste", NULL);
  el_set(editor->line, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_set(editor->line, EL_BIND, "\033[3~", "ed-delete-next-char", NULL);
  el_set(editor->line, EL_BIND, "\033[H", "ed-move-to-beg", NULL);
  el_set(editor->line, EL_BIND, "\033[F", "ed-move-to-end", NULL);
  el_set(editor->line, EL_BIND, "\033[1;5C", "em-next-word", NULL);
  el_set(editor->line, EL_BIND, "\033[1;5D", "ed-prev-word", NULL);
  struct sigaction action = {.sa_handler = on_resize};
  sigemptyset(&action.sa_mask);
  sigaction(SIGWINCH, &action, NULL);
  return editor;
}

void cedit_close(cedit *editor) {
  if (!editor) return;
  if (editor->line) el_end(editor->line);
  if (editor->history) history_end(editor->history);
  free(editor->current);
  free(editor->pasted);
  free(editor->partial);
  free(editor);
}

// The next line of a multi-line paste, or -1 when only an unfinished one is left (kept for editing).
static int next_pasted(cedit *editor, const char **line) {
  char *start = editor->pasted + editor->pasted_at;
  char *end = strchr(start, '\n');
  if (!end) {
    free(editor->partial);
    editor->partial = *start ? strdup(start) : NULL;
    for (char *c = editor->partial; c && *c; c++)
      if (*c == 0x09) *c = 0x20;  // a pasted Tab must not complete
    free(editor->pasted);
    editor->pasted = NULL;
    return -1;
  }
  free(editor->current);
  editor->current = strndup(start, (size_t)(end - start));
  editor->pasted_at += (size_t)(end - start) + 1;
  if (!editor->current) return -1;
  printf("%s%s\n", editor->prompt, editor->current);
  fflush(stdout);
  *line = editor->current;
  return (int)strlen(editor->current);
}

int cedit_read(cedit *editor, const char *prompt, const char **line) {
  editor->prompt = prompt;
  if (editor->pasted) {
    int length = next_pasted(editor, line);
    if (length >= 0) return length;
  }
  if (editor->partial) {
    el_push(editor->line, editor->partial);
    free(editor->partial);
    editor->partial = NULL;
  }
  editor->interrupted = 0;
  fputs("\033[?2004h", stdout);
  fflush(stdout);
  int count = 0;
  const char *text = el_gets(editor->line, &count);
  fputs("\033[?2004l", stdout);
  fflush(stdout);
  if (editor->interrupted) {
    free(editor->pasted);
    editor->pasted = NULL;
    return -2;
  }
  if (!text || count <= 0) return -1;
  while (count > 0 && (text[count - 1] == '\n' || text[count - 1] == '\r')) count--;
  free(editor->current);
  editor->current = malloc((size_t)count + 1);
  if (!editor->current) return -1;
  memcpy(editor->current, text, (size_t)count);
  editor->current[count] = 0;
  *line = editor->current;
  return count;
}

void cedit_remember(cedit *editor, const char *line) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, line);
}

void cedit_delete(cedit *editor, int count) {
  if (count > 0) el_deletestr(editor->line, count);
}

int cedit_insert(cedit *editor, const char *text) { return el_insertstr(editor->line, text); }

int cedit_terminal_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (!isatty(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) || size.ws_col == 0) return 0;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 1;
}

void cedit_drop_pasted(cedit *editor) {
  free(editor->pasted);
  editor->pasted = NULL;
}
