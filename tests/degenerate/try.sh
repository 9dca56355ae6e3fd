# Makes trial.db anew with the claims of one case of claims.tsv: sh try.sh CASE
folder=$(dirname "$0")
rm -f trial.db trial.db-*
awk -v want="$1" -f "$folder/claims.awk" "$folder/claims.tsv" >trial.jsonl
[ -s trial.jsonl ] || { echo "there is no case $1"; exit 1; }
tradefig import --db trial.db --quiet trial.jsonl >trial.out 2>trial.err
case $1 in
rejected) for id in 1 2; do tradefig claims reject $id a slip --db trial.db >/dev/null || exit 1; done ;;
esac
