// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../main/solidity/IJobRegistry.sol";
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
    string private constant LARGE_TREES = "src/test/resources/vectors/payout-tree-large.json";

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
        vm.assertEq(count, 8, "vectors");
    }

    /// @dev Every leaf is claimed from the contract with the proof of the file.
    function checkTree(string memory json, string memory at) private {
        uint256 id = createTraining(type(uint128).max);
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
        if (earned == 0) vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NothingToClaim.selector, worker));
        jobs.claim(id, index, worker, earned, slashed, proof);
    }

    /// @dev Too many leaves to write down: both sides make them by the rule of `largeTree`.
    function test_ContractShouldAcceptTheLargeTreesOfTheFile() public {
        string memory json = vm.readFile(LARGE_TREES);
        uint256 count = 0;
        for (string memory at = item(0); vm.keyExistsJson(json, at); at = item(++count)) {
            uint256 id = createTraining(10_000 ether);
            PayoutTree.Leaf[] memory leaves = largeTree(id, vm.parseJsonUint(json, string.concat(at, ".size")));
            bytes32 root = vm.parseJsonBytes32(json, string.concat(at, ".root"));
            settle(id, toRevealing(id), root, vm.parseJsonUint(json, string.concat(at, ".totalEarned")));
            claimOf(json, string.concat(at, ".first"), leaves, 1);
            claimOf(json, string.concat(at, ".middle"), leaves, leaves.length / 2);
            claimOf(json, string.concat(at, ".last"), leaves, leaves.length - 1);
        }
        vm.assertEq(count, 4, "vectors");
    }

    function claimOf(string memory json, string memory at, PayoutTree.Leaf[] memory leaves, uint256 i) private {
        PayoutTree.Leaf memory leaf = leaves[i];
        bytes32[] memory proof = vm.parseJsonBytes32Array(json, at);
        jobs.claim(leaf.id, i, leaf.account, leaf.earned, leaf.slashed, proof);
        (uint256 paid,) = jobs.delivered(leaf.id, leaf.account);
        vm.assertEq(paid, leaf.earned, at);
    }

    /* WRITING */

    /// @notice Writes the files. `forge script` calls it; it is no test.
    function run() public {
        setUp();
        vm.writeFile(COMMITMENTS, commitments());
        vm.writeFile(TREES, trees());
        vm.writeFile(LARGE_TREES, largeTrees());
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
        uint256[7] memory sizes = [uint256(1), 2, 3, 4, 7, 64, 5];
        for (uint256 i = 0; i < sizes.length; ++i) {
            json = string.concat(json, treeJson(smallTree(i + 1, sizes[i])), ",\n");
        }
        return string.concat("[\n", json, treeJson(extremeTree(sizes.length + 1)), "\n]\n");
    }

    function smallTree(uint256 id, uint256 size) private pure returns (PayoutTree.Leaf[] memory leaves) {
        leaves = new PayoutTree.Leaf[](size);
        for (uint256 i = 0; i < size; ++i) {
            address worker = address(uint160(uint256(keccak256(abi.encode("worker", i)))));
            leaves[i] = PayoutTree.Leaf(id, worker, (i + 1) * 12_345_678_901_234_567, i % 3 == 2 ? i * 1e17 : 0);
        }
    }

    /// @dev The largest amounts that the contract can count, the largest that a leaf can say, and none at all.
    function extremeTree(uint256 id) private pure returns (PayoutTree.Leaf[] memory leaves) {
        leaves = new PayoutTree.Leaf[](3);
        leaves[0] = PayoutTree.Leaf(id, address(type(uint160).max), 0, 0);
        leaves[1] = PayoutTree.Leaf(id, address(0x1001), type(uint128).max, type(uint256).max);
        leaves[2] = PayoutTree.Leaf(id, address(0x1002), 0, type(uint256).max);
    }

    function treeJson(PayoutTree.Leaf[] memory leaves) private view returns (string memory json) {
        for (uint256 i = 0; i < leaves.length; ++i) {
            json = string.concat(json, i == 0 ? "" : ",\n  ", leafJson(leaves, i));
        }
        string memory head =
            string.concat('{"trainingId":', vm.toString(leaves[0].id), ',"root":"', vm.toString(leaves.root()));
        return string.concat(
            head, '","totalEarned":"', vm.toString(leaves.totalEarned()), '","leaves":[\n  ', json, "]}"
        );
    }

    function largeTrees() private pure returns (string memory json) {
        uint256[4] memory sizes = [uint256(1_000), 1_023, 1_024, 1_025];
        for (uint256 i = 0; i < sizes.length; ++i) {
            json = string.concat(json, i == 0 ? "" : ",\n", largeTreeJson(largeTree(i + 1, sizes[i])));
        }
        return string.concat("[\n", json, "\n]\n");
    }

    /// @dev Account i is the last 20 bytes of keccak256(abi.encode(i)), and has earned i·10^15 and lost (i mod 7)·10^14.
    function largeTree(uint256 id, uint256 size) private pure returns (PayoutTree.Leaf[] memory leaves) {
        leaves = new PayoutTree.Leaf[](size);
        for (uint256 i = 0; i < size; ++i) {
            address worker = address(uint160(uint256(keccak256(abi.encode(i)))));
            leaves[i] = PayoutTree.Leaf(id, worker, i * 1e15, (i % 7) * 1e14);
        }
    }

    function largeTreeJson(PayoutTree.Leaf[] memory leaves) private pure returns (string memory) {
        string memory head = string.concat(
            '{"trainingId":', vm.toString(leaves[0].id), ',"size":', vm.toString(leaves.length), ',"root":"'
        );
        string memory body = string.concat(
            vm.toString(leaves.root()), '","totalEarned":"', vm.toString(leaves.totalEarned()), '","first":'
        );
        string memory middle = string.concat(list(leaves.proof(1)), ',"middle":', list(leaves.proof(leaves.length / 2)));
        return string.concat(head, body, middle, ',"last":', list(leaves.proof(leaves.length - 1)), "}");
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
