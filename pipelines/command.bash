# What a script beside the procedures begins with: a plain environment, where the filters
# are, and how it ends with a message.  For such a script to source.
# shellcheck shell=bash
set -euo pipefail
umask 077
# What a procedure takes from its environment is for the one who calls it to give again.
unset CDPATH ADMIT_POLICY ADMIT_SEAL ADMIT_INPUTS ADMIT_DOSSIER_KEY ADMIT_STAGES
export LC_ALL=C

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# Filters that are not in PATH are taken from where "make install" or "make" puts them.
for bin in "$here/../../../bin" "$here/../build/bin"; do
    [ ! -x "$bin/admit-seal" ] || PATH=$PATH:$bin
done
# shellcheck source-path=SCRIPTDIR source=folder.bash
. "$here/folder.bash"

end() {
    say "${0##*/}: $*"
    exit 2
}
