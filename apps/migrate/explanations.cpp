#include "migrate/explanations.hpp"

#include <array>
#include <cstddef>

#include <fmt/format.h>

namespace migrate::cli {
namespace {

constexpr std::array explanations{
    Explanation{
        ErrorCode::no_such_revision,
        "no unit has this id",
        "No unit in the version locations has an id that is, or begins with, this word,\n"
        "and no branch label is called so.",
        "List what there is with `migrate history`. If a colleague has the unit, fetch\n"
        "their branch. An id is raw text: quotes and case count."},
    Explanation{
        ErrorCode::no_such_branch,
        "no branch has this label",
        "The part before `@` must be a branch label or a revision, and it is neither.",
        "`migrate heads -v` shows the labels of each branch. A label is set in the header\n"
        "of one unit: `branch_labels: [billing]`."},
    Explanation{
        ErrorCode::ambiguous_revision,
        "several ids begin with this word",
        "A shortened id must fit one revision only; the message names those that it fits.",
        "Type more characters of the id that you mean, or narrow the search to a branch:\n"
        "`label@word`."},
    Explanation{
        ErrorCode::not_in_branch,
        "the revision is not on that branch",
        "In `branch@revision` the revision must be an ancestor or a descendant of the\n"
        "branch's labelled revision. This one is on another line.",
        "Look at the lines with `migrate history --graph`, then leave the label out or\n"
        "name the right one."},
    Explanation{
        ErrorCode::multiple_heads,
        "`head` is ambiguous: there are several",
        "Two or more revisions have nothing after them, usually because two people added\n"
        "a unit at the same time. Where one head is needed, the tool does not guess.",
        "Join them with `migrate merge heads -m \"...\"`, apply all of them with\n"
        "`migrate upgrade heads`, or name one: an id, or `label@head`."},
    Explanation{
        ErrorCode::ambiguous_walk,
        "a relative target meets a fork",
        "`+N` and `-N` follow one line. At a branch point going up, or at a merge going\n"
        "down, there are several ways on, and the tool does not choose.",
        "Name the branch (`label@+1`), or the revision where the walk shall end."},
    Explanation{
        ErrorCode::ambiguous_current,
        "a relative target, and several current revisions",
        "The database is at more than one head, so `+N` and `-N` have no single place to\n"
        "count from.",
        "Count on one branch (`label@-1`) or from a revision (`3f2a-1`). `migrate current`\n"
        "shows where the database is."},
    Explanation{
        ErrorCode::relative_out_of_range,
        "there are not that many revisions",
        "`+N` or `-N` goes past the end of the line: above the head, or below the base.",
        "`migrate history -i` shows how many revisions there are on each side. To go all\n"
        "the way, use `head` or `base`."},
    Explanation{
        ErrorCode::invalid_downgrade_target,
        "the target is not below the database's revision",
        "A downgrade goes down to a revision that is applied. This one is not among the\n"
        "ancestors of the current revisions.",
        "`migrate history -i` marks what is applied. To go up, use `migrate upgrade`."},
    Explanation{
        ErrorCode::range_not_ancestor,
        "the range's ends are not on one line",
        "In `START:END` the end must come from the start. These two do not, or they are\n"
        "the wrong way round.",
        "Write the older revision first for history and upgrades, and the newer one first\n"
        "for `downgrade --sql`."},
    Explanation{
        ErrorCode::invalid_range,
        "not a range, or a range where none may stand",
        "A range is `START:END`, `START:` or `:END` with one colon. Ranges are taken by\n"
        "`history -r` and by `--sql`; `downgrade --sql` needs both ends. A run against a\n"
        "database starts where the database is, so it takes a single target.",
        "Add the colon, or give the target alone."},
    Explanation{
        ErrorCode::overlapping_revisions,
        "one revision contains another",
        "Several revisions were named, or are recorded in the version table, and one of\n"
        "them is an ancestor of another: whoever has the later has the earlier too.",
        "Name only the later one. If it is the version table that is wrong, set it right\n"
        "with `migrate stamp --purge REVISION`."},
    Explanation{
        ErrorCode::duplicate_revision,
        "two units have the same id",
        "Two files in the version locations declare the same revision; often one is a\n"
        "copy of the other.",
        "Delete the copy, or give one of them a new id, and change the `down_revision` of\n"
        "what comes after it."},
    Explanation{
        ErrorCode::duplicate_branch_label,
        "a branch label is used twice",
        "A label belongs to one unit and must differ from every id, because both can\n"
        "stand in the same places.",
        "Rename one of the labels in its unit's header."},
    Explanation{
        ErrorCode::missing_down_revision,
        "a unit comes after one that is missing",
        "The header of a unit names a `down_revision` that no file has. The file was\n"
        "deleted, not committed, or is on another branch.",
        "Bring the file back (`git log --all --oneline -- '*ID*'` finds it), or change the\n"
        "header to the revision that shall come before."},
    Explanation{
        ErrorCode::missing_dependency,
        "a unit depends on one that is missing",
        "`depends_on` in a unit's header names a revision or a label that does not exist.\n"
        "It needs the full id.",
        "Mend the header, or bring the missing file back."},
    Explanation{
        ErrorCode::cycle,
        "revisions come after one another in a circle",
        "Following `down_revision` leads back to where it began, so there is no order in\n"
        "which the units could run. The message lists the circle.",
        "Change the `down_revision` of one of them; `git log -p` on the files shows which\n"
        "was changed last."},
    Explanation{
        ErrorCode::self_loop,
        "a unit comes after itself",
        "The `down_revision` in a unit's header is its own id.",
        "Write the id of the revision before it, or `null` for a first one."},
    Explanation{
        ErrorCode::dependency_cycle,
        "dependencies go round in a circle",
        "Following `down_revision` and `depends_on` leads back to where it began. The\n"
        "message lists the circle.",
        "Take one of the dependencies out. When two branches need parts of each other,\n"
        "split a unit so that the needed part comes first."},
    Explanation{
        ErrorCode::dependency_self_loop,
        "a unit depends on itself",
        "`depends_on` in a unit's header names the unit itself, by its id or by its own\n"
        "label.",
        "Take it out."},
    Explanation{
        ErrorCode::illegal_revision_id,
        "this cannot be an id or a label",
        "Ids and labels have no `@ - + :`, no white space and no control characters\n"
        "(labels may have a dash), and are none of head, heads, base, current: each of\n"
        "these means something in a target.",
        "Choose another. Leave --rev-id out to get a random id."},
    Explanation{
        ErrorCode::usage,
        "the command line is not understood",
        "A command, an option or an argument is unknown, missing, repeated or does not go\n"
        "with the others; or an answer was needed and nobody could be asked.",
        "`migrate COMMAND --help` shows what the command takes, with examples."},
    Explanation{
        ErrorCode::invalid_config,
        "the configuration cannot be used",
        "alembic.yaml is missing, is not YAML, has an unknown or repeated key or a value\n"
        "of the wrong kind, or uses a variable that is not set; or a file or folder that\n"
        "it names cannot be read or written.",
        "The message points at the line. Every key is described in docs/configuration.md.\n"
        "Without a project yet: `migrate init`."},
    Explanation{
        ErrorCode::invalid_url,
        "the database URL is not valid",
        "A URL is `sqlite:///file.db`, `sqlite:////absolute/file.db`,\n"
        "`postgresql://user@host:port/database` or `postgresql:///?service=name`.",
        "Inside a user name or password write `@` as %40, `:` as %3A and `/` as %2F, or\n"
        "keep the password in ~/.pgpass."},
    Explanation{
        ErrorCode::invalid_unit,
        "a unit's file is wrong",
        "The header between the `---` lines, the `-- migrate:up` and `-- migrate:down`\n"
        "sections, or the SQL in them cannot be read; or a statement cannot run inside\n"
        "the unit's transaction. Nothing has been run.",
        "The message points at the line. A statement that PostgreSQL refuses in a\n"
        "transaction needs a line `-- migrate:autocommit` above it, or `transactional:\n"
        "false` in the header."},
    Explanation{
        ErrorCode::irreversible,
        "a unit on the way down has no way back",
        "The downgrade would pass a unit without a `-- migrate:down` section, without a\n"
        "`downgrade`, or whose `change` does something that cannot be reversed. Nothing\n"
        "has been run.",
        "Write the way back if there is one after all, or restore the database from a\n"
        "backup and record where it is with `migrate stamp`."},
    Explanation{
        ErrorCode::not_a_head,
        "a new unit would begin a branch",
        "Another revision comes after this one already; a new unit here begins a second\n"
        "line beside it. That is seldom meant.",
        "Leave --head out to continue at the head, or add --splice to begin a branch."},
    Explanation{
        ErrorCode::database_not_at_head,
        "the database is behind",
        "Units are not applied to this database yet, and the command needs it up to date:\n"
        "`check` and `revision --autogenerate` would find what they do as differences;\n"
        "`current --check-heads` asks exactly that.",
        "Apply them: `migrate upgrade head`, or `heads` when there are several."},
    Explanation{
        ErrorCode::unknown_database_revision,
        "the database is at a revision that no unit has",
        "The version table names a revision without a file: it was applied from another\n"
        "branch of the code, or the file was deleted.",
        "Find it: `git log --all --oneline -- '*ID*'`. If the file is gone for good and you\n"
        "know what the schema corresponds to: `migrate stamp --purge REVISION`."},
    Explanation{
        ErrorCode::connection_failed,
        "the database cannot be reached",
        "The server is not there, refuses connections, or went away in the middle; or the\n"
        "database or the file does not exist. The message has the system's own reason.",
        "Check host, port and name in the URL and that the server runs (`pg_isready`).\n"
        "After a connection lost in the middle, `migrate current` says what was applied."},
    Explanation{
        ErrorCode::authentication_failed,
        "the server refuses the user or the password",
        "The connection works, and the server does not accept who you are.",
        "Try the same with `psql`. Passwords may come from the URL, PGPASSWORD or\n"
        "~/.pgpass, in this order."},
    Explanation{
        ErrorCode::sql_error,
        "the database refuses a statement",
        "A statement of a unit failed. The message is the server's own, with the place in\n"
        "the unit. The unit is rolled back; the units before it stay applied.",
        "Mend the statement and run the command again. `-v` adds the server's DETAIL,\n"
        "which may show values of rows."},
    Explanation{
        ErrorCode::compile_error,
        "a C++ unit cannot be compiled",
        "The compiler refuses a `.cpp` unit, and its own message is shown; or there is no\n"
        "compiler; or what `migrate build` has written does not fit this program. Nothing\n"
        "has been run.",
        "Mend the unit. Compiler and flags come from `compile` in alembic.yaml. Where\n"
        "there is no compiler, ship what `migrate build` writes."},
    Explanation{
        ErrorCode::unit_error,
        "a unit, or a program that was run on it, failed",
        "A C++ unit threw an exception, crashed, or asked for something that makes no\n"
        "sense, and was rolled back; a post-write hook failed; or the editor ended with an\n"
        "error. After a failed hook the written unit stays. Or a unit was not generated:\n"
        "tried out, it does not do what it should, or, with --strict, rows may stand in its\n"
        "way.",
        "Mend what failed: the unit, the hook in alembic.yaml, or VISUAL and EDITOR. A unit\n"
        "that cannot be proven is written with --no-prove, for you to mend; tell us."},
    Explanation{
        ErrorCode::lock_timeout,
        "somebody else holds the lock",
        "Another run of the tool is at work on this database, or a statement waited\n"
        "longer than `lock_timeout` for a lock that another session holds.",
        "Wait longer (`--lock-wait 30m`), try again later, or find the holder: on\n"
        "PostgreSQL in pg_locks and pg_stat_activity."},
    Explanation{
        ErrorCode::partially_applied,
        "a unit without a transaction stopped midway",
        "Statements of a unit with `transactional: false`, behind `-- migrate:autocommit`,\n"
        "or in an autocommit_block, are committed one by one. One failed: those before it\n"
        "have happened, those behind it have not, and the unit is not recorded as\n"
        "applied.",
        "The message says how far it came. Undo or finish the rest by hand, then run the\n"
        "command again or record the result with `migrate stamp`."},
    Explanation{
        ErrorCode::concurrent_change,
        "the version table changed under the run",
        "Between reading the version table and writing to it somebody else changed it,\n"
        "although the lock was held: by hand, or with another tool. The unit is rolled\n"
        "back.",
        "Look with `migrate current`, then run the command again."},
    Explanation{
        ErrorCode::differences_found,
        "the database and the models differ",
        "`migrate check` compared them, or `migrate diff --exit-code` two schemas, and found\n"
        "what would make them equal. Or something may be a rename, and nobody has said so.",
        "Write the differences as a unit with `migrate revision --autogenerate`, or correct\n"
        "the models. What may be a rename is decided by --rename, --assume-renames or\n"
        "--no-renames, or by you on a terminal."},
    Explanation{
        ErrorCode::unsupported,
        "this cannot be done here",
        "The database, the format of the unit or this version of the tool has no way to\n"
        "do what was asked.",
        "The message says what it is and, where there is one, another way."},
    Explanation{
        ErrorCode::interrupted,
        "stopped by Ctrl-C or a signal",
        "The running statement was cancelled and its unit rolled back; the message says\n"
        "where the database is now.",
        "Run the command again: it continues from there."},
    Explanation{
        ErrorCode::internal,
        "a defect of the tool, or of the system below it",
        "Something happened that should not: memory or disk ran out, or the tool has a\n"
        "defect.",
        "If disk and memory are fine, report it with the command and the message."},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < explanations.size(); ++i) {
    if (static_cast<std::size_t>(explanations[i].code) != i) return false;
  }
  return true;
}
static_assert(in_order(), "an explanation is missing or out of the order of ErrorCode");
static_assert(explanations.back().code == ErrorCode::internal);

}  // namespace

const Explanation& explanation(ErrorCode code) {
  return explanations.at(static_cast<std::size_t>(code));
}

std::string explanations_page() {
  std::string page =
      "# Error codes\n\n"
      "Every error has one of these codes: in text as `error[CODE]`, in JSON as `error.code`.\n"
      "`migrate explain CODE` prints the same offline. This page is the output of\n"
      "`migrate explain --all`.\n";
  for (const Explanation& explanation : explanations) {
    page += fmt::format(
        "\n## {}\n\n{} (exit status {}).\n\n{}\n\n{}\n",
        support::name(explanation.code),
        explanation.title,
        support::exit_status(explanation.code),
        explanation.meaning,
        explanation.remedy);
  }
  return page;
}

}  // namespace migrate::cli
