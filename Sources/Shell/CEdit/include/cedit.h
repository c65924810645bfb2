#pragma once
#include <stddef.h>

/// A line editor on a terminal: libedit behind functions of fixed arity.
typedef struct cedit cedit;

/// What the completion function wants done after it changed the line.
enum cedit_action {
  CEDIT_KEEP = 0,       ///< nothing changed
  CEDIT_REFRESH = 1,    ///< the line changed in place
  CEDIT_REDISPLAY = 2,  ///< text was written below the line: draw prompt and line anew
  CEDIT_BEEP = 3
};

/// Called on Tab with the line and the cursor as UTF-8 offsets.
typedef int (*cedit_complete)(void *context, cedit *editor, const char *line, int length, int cursor);

/// Returns NULL when the terminal cannot be set up.
cedit *cedit_open(const char *program, void *context, cedit_complete complete);
void cedit_close(cedit *editor);

/// Reads one line. Returns its length in bytes without the line break, -1 at end of input, -2 when
/// Ctrl-C was pressed. `*line` stays valid until the next call.
int cedit_read(cedit *editor, const char *prompt, const char **line);

/// Adds a line to the history that the arrow keys walk.
void cedit_remember(cedit *editor, const char *line);

/// For completion functions: deletes `count` characters before the cursor, inserts text.
void cedit_delete(cedit *editor, int count);
int cedit_insert(cedit *editor, const char *text);

/// Columns and rows of the terminal behind a file descriptor; 0 when there is none.
int cedit_terminal_size(int descriptor, int *columns, int *rows);

/// Forgets the lines of a multi-line paste that have not been read.
void cedit_drop_pasted(cedit *editor);
