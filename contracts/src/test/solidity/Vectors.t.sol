// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {JobRegistry} from "../../main/solidity/JobRegistry.sol";
import {Fixture} from "./Fixture.sol";
import {PayoutTree} from "./PayoutTree.sol";

/// @title VectorsTest
/// @notice The vectors that Solidity and Java must both compute: commitments and payout trees. The Java tests read the
/// same files. `npm run vectors` writes them anew from the contract.
contract VectorsTest is Fixture {
    using PayoutTree for PayoutTree.Leaf[];

    string private constant COMMITMENTS = "src/test/resources/vectors/commitment.json";
    string private constant TREES = "src/test/resources/vectors/payout-tree.json";

    /* COMMITMENTS */

    function test_ContractShouldComputeTheCommitmentsOfTheFile() public {
        string memory json = vm.readFile(COMMITMENTS);
        uint256 count = 0;
        for (string memory at = item(0); vm.keyExistsJson(json, at); at = item(++count)) {
            checkCommitment(json, at);
        }
        vm.assertEq(count, 4, "vectors");
    }

    function checkCommitment(string memory json, string memory at) private {
        vm.chainId(vm.parseJsonUint(json, string.concat(at, ".chainId")));
        JobRegistry there = jobsAt(vm.parseJsonAddress(json, string.concat(at, ".jobRegistry")));
        bytes32 actual = there.computeCommitment(
            vm.parseJsonUint(json, string.concat(at, ".trainingId")),
            uint32(vm.parseJsonUint(json, string.concat(at, ".round"))),
            vm.parseJsonAddress(json, string.concat(at, ".worker")),
            vm.parseJsonBytes32(json, string.concat(at, ".salt")),
            vm.parseJsonBytes32Array(json, string.concat(at, ".digests"))
        );
        vm.assertEq(actual, vm.parseJsonBytes32(json, string.concat(at, ".commitment")), at);
    }

    /* PAYOUT TREES */

    function test_ContractShouldAcceptTheTreesOfTheFile() public {
        string memory json = vm.readFile(TREES);
        uint256 count = 0;
        for (string memory at = item(0); vm.keyExistsJson(json, at); at = item(++count)) {
            checkTree(json, at);
        }
        vm.assertEq(count, 6, "vectors");
    }

    /// @dev Every leaf is claimed from the contract with the proof of the file.
    function checkTree(string memory json, string memory at) private {
        uint256 id = createTraining(100 ether);
        vm.assertEq(id, vm.parseJsonUint(json, string.concat(at, ".trainingId")), "trainings count from 1");
        bytes32 root = vm.parseJsonBytes32(json, string.concat(at, ".root"));
        settle(id, toRevealing(id), root, vm.parseJsonUint(json, string.concat(at, ".totalEarned")));
        uint256 leaf = 0;
        for (string memory node = leafAt(at, 0); vm.keyExistsJson(json, node); node = leafAt(at, ++leaf)) {
            checkLeaf(json, node, id, leaf);
        }
        vm.assertEq(jobs.training(id).paid, jobs.training(id).totalEarned, "all is paid");
    }

    function checkLeaf(string memory json, string memory at, uint256 id, uint256 index) private {
        address worker = vm.parseJsonAddress(json, string.concat(at, ".account"));
        uint256 earned = vm.parseJsonUint(json, string.concat(at, ".earned"));
        uint256 slashed = vm.parseJsonUint(json, string.concat(at, ".slashed"));
        bytes32[] memory proof = vm.parseJsonBytes32Array(json, string.concat(at, ".proof"));
        bytes32 leaf = jobs.payoutLeaf(index, id, worker, earned, slashed);
        vm.assertEq(leaf, vm.parseJsonBytes32(json, string.concat(at, ".leaf")), at);
        jobs.claim(id, index, worker, earned, slashed, proof);
    }

    /* WRITING */

    /// @notice Writes both files. `forge script` calls it; it is no test.
    function run() public {
        setUp();
        vm.writeFile(COMMITMENTS, commitments());
        vm.writeFile(TREES, trees());
    }

    function commitments() private returns (string memory) {
        string memory json = commitmentJson(1_337, address(0x1001), 1, 1, alice, 1);
        json = string.concat(json, ",\n", commitmentJson(1_337, address(0x1001), 1, 2, alice, 3));
        json = string.concat(json, ",\n", commitmentJson(10, account("registry"), 4_000_000_000, 7, bob, 3));
        json = string.concat(
            json, ",\n", commitmentJson(4_294_967_296, account("registry"), 2, 2_147_483_647, bob, 256)
        );
        return string.concat("[\n", json, "\n]\n");
    }

    function commitmentJson(
        uint256 chain,
        address registry,
        uint256 id,
        uint32 round,
        address worker,
        uint256 count
    ) private returns (string memory) {
        vm.chainId(chain);
        bytes32[] memory digests = digestsOf(count);
        bytes32 salt = keccak256(abi.encode("salt", id, round));
        bytes32 commitment = jobsAt(registry).computeCommitment(id, round, worker, salt, digests);
        string memory head = string.concat(
            '{"chainId":', vm.toString(chain), ',"jobRegistry":"', text(registry), '","trainingId":', vm.toString(id)
        );
        string memory body = string.concat(
            ',"round":', vm.toString(uint256(round)), ',"worker":"', text(worker), '","salt":"', vm.toString(salt)
        );
        return string.concat(head, body, '","digests":', list(digests), ',"commitment":"', vm.toString(commitment), '"}');
    }

    function trees() private view returns (string memory json) {
        uint256[6] memory sizes = [uint256(1), 2, 3, 4, 7, 64];
        for (uint256 i = 0; i < sizes.length; ++i) {
            json = string.concat(json, i == 0 ? "" : ",\n", treeJson(i + 1, sizes[i]));
        }
        return string.concat("[\n", json, "\n]\n");
    }

    function treeJson(uint256 id, uint256 size) private view returns (string memory json) {
        PayoutTree.Leaf[] memory leaves = new PayoutTree.Leaf[](size);
        for (uint256 i = 0; i < size; ++i) {
            address worker = address(uint160(uint256(keccak256(abi.encode("worker", i)))));
            leaves[i] = PayoutTree.Leaf(id, worker, (i + 1) * 12_345_678_901_234_567, i % 3 == 2 ? i * 1e17 : 0);
        }
        for (uint256 i = 0; i < size; ++i) {
            json = string.concat(json, i == 0 ? "" : ",\n  ", leafJson(leaves, i));
        }
        string memory head = string.concat('{"trainingId":', vm.toString(id), ',"root":"', vm.toString(leaves.root()));
        return string.concat(
            head, '","totalEarned":"', vm.toString(leaves.totalEarned()), '","leaves":[\n  ', json, "]}"
        );
    }

    function leafJson(PayoutTree.Leaf[] memory leaves, uint256 i) private view returns (string memory) {
        PayoutTree.Leaf memory leaf = leaves[i];
        bytes32 hash = jobs.payoutLeaf(i, leaf.id, leaf.account, leaf.earned, leaf.slashed);
        string memory head = string.concat(
            '{"index":', vm.toString(i), ',"account":"', text(leaf.account), '","earned":"', vm.toString(leaf.earned)
        );
        return string.concat(
            head, '","slashed":"', vm.toString(leaf.slashed), '","leaf":"', vm.toString(hash), '","proof":', list(leaves.proof(i)), "}"
        );
    }

    /* HELPERS */

    /// @dev The contract's code at an address of our choice: the commitment binds the address.
    function jobsAt(address place) private returns (JobRegistry) {
        vm.etch(place, address(jobs).code);
        return JobRegistry(payable(place));
    }

    /// @dev Lower case, as every address in the project's files.
    function text(address account_) private pure returns (string memory) {
        return vm.toLowercase(vm.toString(account_));
    }

    function list(bytes32[] memory values) private pure returns (string memory json) {
        for (uint256 i = 0; i < values.length; ++i) {
            json = string.concat(json, i == 0 ? '"' : ',"', vm.toString(values[i]), '"');
        }
        return string.concat("[", json, "]");
    }

    function item(uint256 index) private pure returns (string memory) {
        return string.concat("$[", vm.toString(index), "]");
    }

    function leafAt(string memory at, uint256 index) private pure returns (string memory) {
        return string.concat(at, ".leaves[", vm.toString(index), "]");
    }
}
